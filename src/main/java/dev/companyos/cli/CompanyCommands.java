package dev.companyos.cli;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

@Command(
        name = "company",
        description = "The companies of this home.",
        subcommands = {
            CompanyCommands.All.class,
            CompanyCommands.Create.class,
            CompanyCommands.Pause.class,
            CompanyCommands.Resume.class
        })
final class CompanyCommands extends Group {
    @Command(name = "list", description = "All companies, oldest first.")
    static final class All implements Callable<Integer> {
        @Mixin
        Options options = new Options();

        @Override
        public Integer call() {
            var all = Api.of(options).get("/api/v1/companies");
            if (options.json) System.out.println(all);
            else
                Table.print(
                        System.out,
                        all,
                        "COMPANY",
                        "/slug",
                        "STATUS",
                        "/status",
                        "FOUNDED",
                        "/founded_at",
                        "MISSION",
                        "/mission");
            return 0;
        }
    }

    @Command(name = "create", description = "Founds a company; a mission that is there already is not founded twice.")
    static final class Create implements Callable<Integer> {
        @Mixin
        Options options = new Options();

        @Parameters(paramLabel = "MISSION", description = "What the product should be.")
        String mission = "";

        @Option(names = "--stack", paramLabel = "NAME", description = "What the product is made of.")
        @Nullable
        String stack;

        @Option(
                names = "--adopt",
                paramLabel = "DIR|URL",
                description = {
                    "Goes on with a git repository that is there: a folder of this machine, or an https:// or git://",
                    "address. It is copied, with its history; the original stays as it is."
                })
        @Nullable
        String adopt;

        @Override
        public Integer call() {
            var founded = Api.of(options)
                    .post(
                            "/api/v1/companies",
                            Map.of(
                                    "mission",
                                    mission,
                                    "stack",
                                    stack == null ? "" : stack,
                                    "adopt",
                                    adopt == null ? "" : place(adopt)));
            if (options.json) System.out.println(founded);
            else
                System.out.println("%s %s (%s)"
                        .formatted(
                                founded.path("is_new").asBoolean() ? "Founded" : "There already:",
                                founded.at("/company/slug").asString(),
                                founded.path("stack_reason").asString()));
            return 0;
        }
    }

    /** A folder is meant from where the founder is, not from where the server is. */
    static String place(String adopt) {
        boolean address = adopt.isBlank() || adopt.matches("(?s)[A-Za-z][A-Za-z0-9+.-]*:.*|[^/]+@[^/]+:.*");
        try {
            return address
                    ? adopt.strip()
                    : Path.of(adopt).toAbsolutePath().normalize().toString();
        } catch (InvalidPathException e) {
            return adopt;
        }
    }

    @Command(name = "pause", description = "No new turns; what is under way comes to its end.")
    static final class Pause extends Verb {
        @Override
        JsonNode ask(Api api, String base) {
            return api.post(base + "/pause", Map.of());
        }

        @Override
        void print(JsonNode it) {
            System.out.println(
                    it.path("slug").asString() + " is " + it.path("status").asString() + ".");
        }
    }

    @Command(name = "resume", description = "Goes on after a pause.")
    static final class Resume extends Verb {
        @Override
        JsonNode ask(Api api, String base) {
            return api.post(base + "/resume", Map.of());
        }

        @Override
        void print(JsonNode it) {
            System.out.println(
                    it.path("slug").asString() + " is " + it.path("status").asString() + ".");
        }
    }
}
