package dev.companyos.cli;

import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** Agents and roles. */
final class PeopleCommands {
    private PeopleCommands() {}

    @Command(
            name = "agent",
            description = "Who works here.",
            subcommands = {AgentList.class, AgentShow.class, AgentPause.class, AgentResume.class, AgentScale.class})
    static final class Agents extends Group {}

    @Command(name = "list", description = "All agents, what they do and how they score.")
    static final class AgentList extends Verb {
        @Override
        JsonNode ask(Api api, String base) {
            return api.get(base + "/agents");
        }

        @Override
        void print(JsonNode it) {
            Table.print(
                    System.out,
                    it,
                    "AGENT",
                    "/agent_id",
                    "STATUS",
                    "/status",
                    "PAUSED",
                    "/paused",
                    "SCORE",
                    "/performance_score",
                    "DONE",
                    "/tasks_completed",
                    "FAILED",
                    "/tasks_failed",
                    "DOING",
                    "/doing");
        }
    }

    abstract static class OneAgent extends Verb {
        @Parameters(paramLabel = "AGENT", description = "Such as backend_1.")
        String agent = "";

        String path(String base) {
            return base + "/agents/" + Api.encode(agent);
        }

        @Override
        void print(JsonNode it) {
            System.out.println(it.toPrettyString());
        }
    }

    @Command(name = "show", description = "One agent with its memory: score, rewards, corrections, patterns.")
    static final class AgentShow extends OneAgent {
        @Override
        JsonNode ask(Api api, String base) {
            return api.get(path(base));
        }
    }

    @Command(name = "pause", description = "Gives it no new work.")
    static final class AgentPause extends OneAgent {
        @Override
        JsonNode ask(Api api, String base) {
            return api.post(path(base) + "/pause", Map.of());
        }
    }

    @Command(name = "resume", description = "Gives it work again.")
    static final class AgentResume extends OneAgent {
        @Override
        JsonNode ask(Api api, String base) {
            return api.post(path(base) + "/resume", Map.of());
        }
    }

    @Command(name = "scale", description = "How many agents of a role there are.")
    static final class AgentScale extends Verb {
        @Parameters(index = "0", paramLabel = "ROLE", description = "Such as backend.")
        String role = "";

        @Parameters(index = "1", paramLabel = "N", description = "0 to 50.")
        int headcount;

        @Override
        JsonNode ask(Api api, String base) {
            return api.put(base + "/agents", Map.of("role", role, "headcount", headcount));
        }

        @Override
        void print(JsonNode it) {
            System.out.println("%s: %d agents.".formatted(role, headcount));
        }
    }

    @Command(
            name = "role",
            description = "Job descriptions.",
            subcommands = {RoleList.class, RoleShow.class})
    static final class Roles extends Group {}

    @Command(name = "list", description = "All roles.")
    static final class RoleList implements Callable<Integer> {
        @Mixin
        Options options = new Options();

        @Override
        public Integer call() {
            var roles = Api.of(options).get("/api/v1/roles");
            if (options.json) System.out.println(roles);
            else
                Table.print(
                        System.out,
                        roles,
                        "ROLE",
                        "/id",
                        "TITLE",
                        "/title",
                        "DUTY",
                        "/duty",
                        "TIER",
                        "/tier",
                        "EVERY",
                        "/every",
                        "HEARS",
                        "/hears");
            return 0;
        }
    }

    @Command(name = "show", description = "One role with its prompt.")
    static final class RoleShow implements Callable<Integer> {
        @Mixin
        Options options = new Options();

        @Parameters(paramLabel = "ROLE", description = "Such as backend.")
        String role = "";

        @Override
        public Integer call() {
            var it = Api.of(options).get("/api/v1/roles/" + Api.encode(role));
            System.out.println(
                    options.json
                            ? it.toString()
                            : it.path("title").asString() + "\n\n"
                                    + it.path("prompt").asString());
            return 0;
        }
    }
}
