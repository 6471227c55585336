package dev.companyos.cli;

import dev.companyos.sandbox.docker.Image;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What confines code that a model wrote. Which one is in use, `company status` and `company doctor` say. */
@Command(
        name = "sandbox",
        description = "What confines code that a model wrote.",
        subcommands = {SandboxCommands.Build.class})
final class SandboxCommands extends Group {
    @Command(
            name = "build",
            description = "Makes the image for Docker with the tools of every stack. Needs the network, and minutes.")
    static final class Build implements Callable<Integer> {
        @Mixin
        Options options = new Options();

        @Option(names = "--print", description = "Shows its Dockerfile and makes nothing.")
        boolean print;

        @Override
        public Integer call() {
            if (print) System.out.print(Image.dockerfile());
            else {
                Image.build(System.getenv());
                System.out.println(
                        options.json
                                ? Api.JSON
                                        .createObjectNode()
                                        .put("image", Image.NAME)
                                        .toString()
                                : "Made %s.".formatted(Image.NAME));
            }
            return 0;
        }
    }
}
