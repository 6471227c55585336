package dev.companyos.codingagent;

import dev.companyos.codingagent.CodingAgent.Bounds;
import dev.companyos.codingagent.CodingAgent.Work;
import dev.companyos.kernel.Usd;
import dev.companyos.llm.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * How a program is called and what its lines of JSON mean. Lines of other kinds are left alone.
 *
 * <p>Claude Code: {@code code.claude.com/docs/en/cli-reference} and {@code /headless} (print mode, stream-json; the last
 * line is the result with {@code total_cost_usd}). Codex: {@code developers.openai.com/codex/noninteractive} (exec --json;
 * thread.started, item.completed, turn.completed with usage, turn.failed).
 */
enum Dialect {
    CLAUDE {
        @Override
        List<String> command(String program, Optional<String> session, Bounds bounds) {
            // no shell and no network: tests are run by us, in our sandbox
            var command = new ArrayList<>(List.of(
                    program,
                    "-p",
                    "--output-format",
                    "stream-json",
                    "--verbose",
                    "--permission-mode",
                    "acceptEdits",
                    "--allowedTools",
                    "Read,Edit,Write,Glob,Grep",
                    "--disallowedTools",
                    "Bash,WebFetch,WebSearch,Task",
                    "--max-budget-usd",
                    String.format(Locale.ROOT, "%.2f", bounds.money().asDollars())));
            session.ifPresent(it -> command.addAll(List.of("--resume", it)));
            return command;
        }

        @Override
        Heard hear(Heard before, JsonNode line) {
            if (!line.path("type").asString("").equals("result")) return before;
            var usage = line.path("usage");
            var work = new Work(
                    line.path("session_id").asString(""),
                    line.path("result").asString(""),
                    new Reply.Usage(
                            usage.path("input_tokens").asLong(0),
                            usage.path("output_tokens").asLong(0),
                            usage.path("cache_creation_input_tokens").asLong(0),
                            usage.path("cache_read_input_tokens").asLong(0)),
                    line.path("total_cost_usd").isNumber()
                            ? Optional.of(Usd.dollars(
                                    Math.max(0, line.path("total_cost_usd").asDouble())))
                            : Optional.empty());
            boolean failed = line.path("is_error").asBoolean(false)
                    || !line.path("subtype").asString("success").equals("success");
            String why = work.said().isBlank() ? line.path("subtype").asString("error") : work.said();
            return new Heard(work, true, failed ? Optional.of(why) : Optional.empty());
        }
    },
    CODEX {
        @Override
        List<String> command(String program, Optional<String> session, Bounds bounds) {
            var command = new ArrayList<>(List.of(program, "exec"));
            session.ifPresent(it -> command.addAll(List.of("resume", it)));
            command.addAll(List.of("--json", "--sandbox", "workspace-write", "--skip-git-repo-check", "-"));
            return command;
        }

        @Override
        Heard hear(Heard before, JsonNode line) {
            var work = before.work();
            return switch (line.path("type").asString("")) {
                case "thread.started" ->
                    before.with(new Work(line.path("thread_id").asString(""), work.said(), work.usage(), work.cost()));
                case "item.completed" ->
                    line.at("/item/type").asString("").equals("agent_message")
                            ? before.with(new Work(
                                    work.session(), line.at("/item/text").asString(""), work.usage(), work.cost()))
                            : before;
                case "turn.completed" -> {
                    long input = line.at("/usage/input_tokens").asLong(0);
                    long cached = Math.min(
                            input, line.at("/usage/cached_input_tokens").asLong(0));
                    var usage = new Reply.Usage(
                            input - cached, line.at("/usage/output_tokens").asLong(0), 0, cached);
                    yield new Heard(
                            new Work(work.session(), work.said(), work.usage().plus(usage), work.cost()),
                            true,
                            before.failure());
                }
                case "turn.failed" ->
                    new Heard(work, true, Optional.of(line.at("/error/message").asString("it failed")));
                case "error" ->
                    new Heard(
                            work,
                            before.ended(),
                            Optional.of(line.path("message").asString("it failed")));
                default -> before;
            };
        }
    };

    /** @param ended whether the line has come that ends its work @param failure its own words */
    record Heard(Work work, boolean ended, Optional<String> failure) {
        static final Heard NOTHING =
                new Heard(new Work("", "", Reply.Usage.NONE, Optional.empty()), false, Optional.empty());

        Heard with(Work other) {
            return new Heard(other, ended, failure);
        }
    }

    /** The prompt goes to standard input. */
    abstract List<String> command(String program, Optional<String> session, Bounds bounds);

    abstract Heard hear(Heard before, JsonNode line);
}
