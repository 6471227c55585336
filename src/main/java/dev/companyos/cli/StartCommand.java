package dev.companyos.cli;

import dev.companyos.app.Settings;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "start",
        description =
                "Starts the server on this home: every company in it goes on where it was. Runs until Ctrl-C or `company stop`.")
final class StartCommand implements Callable<Integer> {
    @Mixin
    Options options = new Options();

    @Option(names = "--port", paramLabel = "N", description = "Where the server answers; default 7070, or a free one.")
    @Nullable
    Integer port;

    @Override
    public Integer call() throws Exception {
        Options.checkPort(port);
        var settings = Settings.of(options.home(), System.getenv());
        Main.logTo(settings.home());
        try (var own = OwnServer.start(settings, port == null ? OptionalInt.empty() : OptionalInt.of(port))) {
            var server = own.server();
            if (options.json)
                System.out.println(Api.JSON
                        .createObjectNode()
                        .put("url", server.url())
                        .put("pid", ProcessHandle.current().pid())
                        .put("home", settings.home().toString()));
            else
                System.out.println(
                        "Company OS answers at %s (home %s). Ctrl-C ends it.".formatted(server.url(), settings.home()));
            System.out.flush();
            server.awaitStop();
        }
        return 0;
    }
}
