package dev.companyos.cli;

import dev.companyos.facts.KnowledgeFact;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** Knowledge and the founder's inbox. */
final class TalkCommands {
    private TalkCommands() {}

    @Command(
            name = "knowledge",
            description = "What the company can look up.",
            subcommands = {KnowledgeAdd.class, KnowledgeList.class, KnowledgeAsk.class})
    static final class Knowledge extends Group {}

    @Command(
            name = "add",
            description = "Takes in a text or Markdown file; one of the same name and category is replaced.")
    static final class KnowledgeAdd extends Verb {
        @Parameters(paramLabel = "FILE", description = "At most 1 MB.")
        Path file = Path.of("");

        @Option(
                names = "--category",
                paramLabel = "NAME",
                description = "Such as engineering, business, marketing; default general.")
        String category = "general";

        @Override
        JsonNode ask(Api api, String base) {
            try {
                String name = String.valueOf(file.getFileName());
                return api.post(
                        base + "/knowledge",
                        Map.of("title", name, "category", category, "text", Files.readString(file)));
            } catch (IOException e) {
                throw new Failed(
                        Failed.USAGE, "%s cannot be read.".formatted(file), e.toString(), "Name a text file in UTF-8.");
            }
        }

        @Override
        void print(JsonNode it) {
            System.out.println("Added " + file.getFileName() + ".");
        }
    }

    @Command(name = "list", description = "All documents.")
    static final class KnowledgeList extends Verb {
        @Override
        JsonNode ask(Api api, String base) {
            return api.get(base + "/knowledge");
        }

        @Override
        void print(JsonNode it) {
            Table.print(
                    System.out,
                    it,
                    "TITLE",
                    "/title",
                    "CATEGORY",
                    "/category",
                    "CHUNKS",
                    "/chunks",
                    "ADDED",
                    "/addedAt");
        }
    }

    @Command(name = "ask", description = "Asks the knowledge agent, and waits for its answer.")
    static final class KnowledgeAsk extends Verb {
        private static final Duration PATIENCE = Duration.ofMinutes(3);

        @Parameters(paramLabel = "QUESTION", description = "In a sentence.")
        String question = "";

        @Override
        JsonNode ask(Api api, String base) {
            var events = Events.open(api, base.substring(base.lastIndexOf('/') + 1), "");
            String id = api.post(base + "/knowledge/ask", Map.of("question", question))
                    .path("question")
                    .asString();
            long ends = System.nanoTime() + PATIENCE.toNanos();
            try {
                while (System.nanoTime() < ends) {
                    var fact = events.next(Duration.ofSeconds(1));
                    if (fact.isPresent()
                            && fact.get() instanceof KnowledgeFact.Answered it
                            && it.question().toString().equals(id))
                        return Api.JSON
                                .createObjectNode()
                                .put("answer", it.answer())
                                .set("sources", Api.JSON.valueToTree(it.sources()));
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            throw new Failed(
                    Failed.NOT_IN_TIME,
                    "No answer came in %d minutes.".formatted(PATIENCE.toMinutes()),
                    "The knowledge agent is busy or the company is paused.",
                    "Look with `company status`; the answer will be in `company logs`.");
        }

        @Override
        void print(JsonNode it) {
            System.out.println(it.path("answer").asString());
            for (var source : it.path("sources")) System.out.println("  source: " + source.asString());
        }
    }

    @Command(
            name = "inbox",
            description = "What waits for you.",
            subcommands = {InboxList.class, InboxAnswer.class})
    static final class Inbox extends Group {}

    @Command(name = "list", description = "What waits for you, newest first.")
    static final class InboxList extends Verb {
        @Option(names = "--all", description = "Answered ones too.")
        boolean all;

        @Override
        JsonNode ask(Api api, String base) {
            return api.get(base + "/inbox?open=" + !all);
        }

        @Override
        void print(JsonNode it) {
            Table.print(System.out, it, "ID", "/id", "KIND", "/kind", "TITLE", "/title", "BODY", "/body");
        }
    }

    @Command(name = "answer", description = "Answers an item.")
    static final class InboxAnswer extends Verb {
        @Parameters(index = "0", paramLabel = "ID", description = "The item's id.")
        String id = "";

        @Parameters(index = "1", paramLabel = "ANSWER", description = "What you say.")
        String answer = "";

        @Override
        JsonNode ask(Api api, String base) {
            return api.post(base + "/inbox/" + Api.encode(id) + "/answer", Map.of("answer", answer));
        }

        @Override
        void print(JsonNode it) {
            System.out.println("Answered.");
        }
    }
}
