package dev.companyos.cli;

import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Missions, directives, tasks. */
final class WorkCommands {
    private WorkCommands() {}

    @Command(
            name = "mission",
            description = "What a company is for.",
            subcommands = {MissionShow.class, MissionSet.class})
    static final class Mission extends Group {}

    @Command(name = "show", description = "The mission.")
    static final class MissionShow extends Verb {
        @Override
        JsonNode ask(Api api, String base) {
            return api.get(base);
        }

        @Override
        void print(JsonNode it) {
            System.out.println(it.path("mission").asString());
        }
    }

    @Command(name = "set", description = "Another mission for this company; its CEO decides anew.")
    static final class MissionSet extends Verb {
        @Parameters(paramLabel = "MISSION", description = "The new mission.")
        String mission = "";

        @Override
        JsonNode ask(Api api, String base) {
            return api.put(base + "/mission", Map.of("mission", mission));
        }

        @Override
        void print(JsonNode it) {
            System.out.println("The mission of %s is now: %s"
                    .formatted(it.path("slug").asString(), it.path("mission").asString()));
        }
    }

    @Command(
            name = "directive",
            description = "What the CEO has ordered.",
            subcommands = {DirectiveList.class, DirectiveShow.class})
    static final class Directives extends Group {}

    @Command(name = "list", description = "All directives, newest first.")
    static final class DirectiveList extends Verb {
        @Override
        JsonNode ask(Api api, String base) {
            return api.get(base + "/directives");
        }

        @Override
        void print(JsonNode it) {
            Table.print(System.out, it, "ISSUED", "/issued_at", "STATUS", "/status", "GOAL", "/strategic_goal");
        }
    }

    @Command(name = "show", description = "One directive in full.")
    static final class DirectiveShow extends Verb {
        @Parameters(paramLabel = "DIRECTIVE", description = "Its id.")
        String id = "";

        @Override
        JsonNode ask(Api api, String base) {
            return api.get(base + "/directives/" + Api.encode(id));
        }

        @Override
        void print(JsonNode it) {
            System.out.println(it.toPrettyString());
        }
    }

    @Command(
            name = "task",
            description = "What is to be done, and how far it has come.",
            subcommands = {
                TaskList.class,
                TaskShow.class,
                TaskDiff.class,
                TaskRestore.class,
                TaskRetry.class,
                TaskCancel.class
            })
    static final class Tasks extends Group {}

    @Command(name = "list", description = "All tasks, oldest first.")
    static final class TaskList extends Verb {
        @Override
        JsonNode ask(Api api, String base) {
            return api.get(base + "/tasks?limit=1000");
        }

        @Override
        void print(JsonNode it) {
            Table.print(
                    System.out,
                    it,
                    "NO",
                    "/number",
                    "STATUS",
                    "/status",
                    "ROLE",
                    "/role",
                    "AGENT",
                    "/agent_id",
                    "TRY",
                    "/attempts",
                    "SCORE",
                    "/performance_score",
                    "TITLE",
                    "/title");
        }
    }

    abstract static class OneTask extends Verb {
        @Parameters(index = "0", paramLabel = "TASK", description = "Its number or id.")
        String task = "";

        String path(String base) {
            return base + "/tasks/" + Api.encode(task);
        }

        @Override
        void print(JsonNode it) {
            System.out.println("%s. %s"
                    .formatted(it.path("number").asString(), it.path("title").asString()));
            System.out.println("   %s, %s, attempt %s, score %s"
                    .formatted(
                            it.path("status").asString(),
                            it.path("role").asString(),
                            it.path("attempts").asString(),
                            it.path("performance_score").asString("none")));
            System.out.println("\n" + it.path("description").asString() + "\n");
            for (var each : it.path("acceptance_criteria")) System.out.println("   - " + each.asString());
            if (!it.path("result").asString().isBlank())
                System.out.println("\nResult: " + it.path("result").asString());
            for (var each : it.path("error_log"))
                System.out.println("\nAttempt %s ended at %s: %s"
                        .formatted(
                                each.path("attempt").asString(),
                                each.path("stage").asString(),
                                each.path("error").asString()));
        }
    }

    @Command(
            name = "show",
            description = "One task in full, with what each attempt came to and the files that it changed.")
    static final class TaskShow extends OneTask {
        @Override
        JsonNode ask(Api api, String base) {
            var shown = (ObjectNode) api.get(path(base));
            var changes = api.get(path(base) + "/changes");
            shown.set("commit", changes.path("commit"));
            shown.set("files", changes.path("files"));
            return shown;
        }

        @Override
        void print(JsonNode it) {
            super.print(it);
            if (it.path("files").isEmpty()) return;
            System.out.println("\nChanged on main, as %s:"
                    .formatted(it.path("commit").asString().substring(0, 10)));
            for (var file : it.path("files"))
                System.out.println("   %-8s %s"
                        .formatted(
                                file.path("change").asString(),
                                file.path("path").asString()));
            System.out.println("\nHow:       company task diff %1$s%nUndo it:   company task restore %1$s [FILE ...]"
                    .formatted(it.path("number").asString()));
        }
    }

    @Command(name = "diff", description = "What a task changed on main, as a unified diff.")
    static final class TaskDiff extends OneTask {
        @Override
        JsonNode ask(Api api, String base) {
            return api.get(path(base) + "/changes");
        }

        @Override
        void print(JsonNode it) {
            System.out.print(
                    it.path("files").isEmpty()
                            ? "Nothing of this task is on main.\n"
                            : it.path("diff").asString());
        }
    }

    @Command(
            name = "restore",
            description =
                    "Brings files back as they were before a task, with later work kept. The product's tests must pass with it.")
    static final class TaskRestore extends OneTask {
        @Parameters(
                index = "1..*",
                paramLabel = "FILE",
                description = "As `task show` names it; all that the task changed if none is given.")
        List<String> files = List.of();

        @Override
        JsonNode ask(Api api, String base) {
            return api.post(path(base) + "/restore", Map.of("files", files));
        }

        @Override
        void print(JsonNode it) {
            System.out.println(
                    "Restored, as %s:".formatted(it.path("commit").asString().substring(0, 10)));
            for (var file : it.path("files")) System.out.println("   " + file.asString());
        }
    }

    @Command(name = "retry", description = "A second chance for an escalated, failed or cancelled task.")
    static final class TaskRetry extends OneTask {
        @Override
        JsonNode ask(Api api, String base) {
            return api.post(path(base) + "/retry", Map.of());
        }
    }

    @Command(name = "cancel", description = "Ends a task; whoever works on it stops.")
    static final class TaskCancel extends OneTask {
        @Override
        JsonNode ask(Api api, String base) {
            return api.post(path(base) + "/cancel", Map.of());
        }
    }
}
