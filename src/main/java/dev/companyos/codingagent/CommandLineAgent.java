package dev.companyos.codingagent;

import dev.companyos.llm.ModelFailed;
import dev.companyos.llm.ModelFailed.Kind;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The program as a process that sees the environment it was given and nothing else of ours. Its work ends with the line
 * that says so: then it, and whatever it has started and not let go of, is ended too.
 */
public final class CommandLineAgent implements CodingAgent {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int LINE = 8 << 20;
    private static final long ALL = 256L << 20;
    private static final int ERRORS = 4_000;
    private static final Duration ENDING = Duration.ofSeconds(5);
    private static final Pattern LOGIN = Pattern.compile(
            "invalid api key|please run /login|not logged in|unauthori[sz]ed|401", Pattern.CASE_INSENSITIVE);
    private static final Pattern LIMIT =
            Pattern.compile("usage limit|rate limit|overloaded|429|529|try again later", Pattern.CASE_INSENSITIVE);

    private final Dialect dialect;
    private final String program;
    private final Map<String, String> environment;

    /**
     * @param kind {@code claude} or {@code codex}
     * @param program its name or path
     * @param environment all that it gets
     */
    public CommandLineAgent(String kind, String program, Map<String, String> environment) {
        this.dialect = Dialect.valueOf(kind.toUpperCase(Locale.ROOT));
        this.program = program;
        this.environment = Map.copyOf(environment);
    }

    @Override
    public String name() {
        return dialect.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public Work work(Path folder, String prompt, Optional<String> session, Bounds bounds) {
        var process = start(folder, dialect.command(program, session, bounds));
        try {
            var heard = reading(process);
            var errors = errors(process);
            try (var in = process.getOutputStream()) {
                in.write(prompt.getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
                // it has ended without reading: what it said tells why
            }
            return ended(process, heard, errors, bounds.time());
        } finally {
            end(process);
        }
    }

    private Process start(Path folder, List<String> command) {
        var builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        try {
            return builder.start();
        } catch (IOException e) {
            throw new ModelFailed(
                    Kind.PERMANENT,
                    Optional.empty(),
                    "The coding agent `%s` cannot be started.".formatted(program),
                    String.valueOf(e.getMessage()) + ".",
                    "Install it, name its path with CODING_AGENT_COMMAND, or set CODING_AGENT=none.");
        }
    }

    private Work ended(
            Process process, FutureTask<Dialect.Heard> reading, FutureTask<String> errors, Duration longest) {
        Dialect.Heard heard;
        try {
            heard = reading.get(longest.toMillis(), TimeUnit.MILLISECONDS);
            if (!process.waitFor(ENDING.toMillis(), TimeUnit.MILLISECONDS)) end(process);
        } catch (TimeoutException e) {
            throw failed(Kind.PERMANENT, "It took longer than " + longest + ".");
        } catch (ExecutionException e) {
            throw failed(Kind.PERMANENT, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed(Kind.CANCELLED, "Its turn was stopped.");
        }
        if (heard.ended() && heard.failure().isEmpty()) return heard.work();
        String why = heard.failure().orElseGet(() -> "It ended without a result. " + said(errors));
        if (LOGIN.matcher(why).find())
            throw new ModelFailed(
                    Kind.PERMANENT,
                    Optional.empty(),
                    "The coding agent `%s` is not logged in.".formatted(name()),
                    head(why),
                    "Log in with it once by hand, or set the key of its provider.");
        throw failed(LIMIT.matcher(why).find() ? Kind.RATE_LIMITED : Kind.TRANSIENT, why)
                .after(heard.work().usage());
    }

    private ModelFailed failed(Kind kind, String why) {
        return new ModelFailed(
                kind,
                Optional.empty(),
                "The coding agent `%s` did not finish.".formatted(name()),
                head(why),
                kind == Kind.PERMANENT
                        ? "Look at the task: it may be too large. Or set CODING_AGENT=none."
                        : "Nothing: the turn is taken again.");
    }

    private FutureTask<Dialect.Heard> reading(Process process) {
        var task = new FutureTask<>(() -> {
            var heard = Dialect.Heard.NOTHING;
            long all = 0;
            try (var lines = new BoundedLines(process.getInputStream(), LINE)) {
                for (var line = lines.next(); line.isPresent(); line = lines.next()) {
                    all += line.get().length();
                    if (all > ALL) throw new IOException("It said more than %d MB.".formatted(ALL >> 20));
                    var json = json(line.get());
                    if (json.isPresent()) heard = dialect.hear(heard, json.get());
                    if (heard.ended()) break; // a child of its may hold the stream open for long
                }
            }
            return heard;
        });
        Thread.ofPlatform().daemon().name("coding-agent").start(task);
        return task;
    }

    private static Optional<JsonNode> json(String line) {
        try {
            return Optional.ofNullable(JSON.readTree(line)).filter(JsonNode::isObject);
        } catch (JacksonException notJson) {
            return Optional.empty();
        }
    }

    private static FutureTask<String> errors(Process process) {
        var task = new FutureTask<>(() -> {
            var tail = new StringBuilder();
            try (var reader =
                    new BufferedReader(new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8))) {
                char[] part = new char[1_024];
                for (int read = reader.read(part); read >= 0; read = reader.read(part)) {
                    tail.append(part, 0, read);
                    if (tail.length() > 2 * ERRORS) tail.delete(0, tail.length() - ERRORS);
                }
            }
            return tail.toString();
        });
        Thread.ofPlatform().daemon().name("coding-agent-errors").start(task);
        return task;
    }

    private static String said(FutureTask<String> errors) {
        try {
            return errors.get(1, TimeUnit.SECONDS).strip();
        } catch (ExecutionException | TimeoutException e) {
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }

    private static void end(Process process) {
        var all = process.descendants().toList();
        process.destroyForcibly();
        all.forEach(ProcessHandle::destroyForcibly);
    }

    private static String head(String text) {
        String line = text.replaceAll("\\s+", " ").strip();
        return line.length() > 600 ? line.substring(0, 600) + "…" : line;
    }

    /** Lines up to a length; what is longer is cut, and its rest passed over. */
    private static final class BoundedLines implements AutoCloseable {
        private final BufferedReader reader;
        private final int longest;

        BoundedLines(InputStream in, int longest) {
            this.reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            this.longest = longest;
        }

        Optional<String> next() throws IOException {
            var line = new StringBuilder();
            boolean any = false;
            for (int c = reader.read(); c >= 0; c = reader.read()) {
                any = true;
                if (c == '\n') return Optional.of(line.toString());
                if (line.length() < longest) line.append((char) c);
            }
            return any ? Optional.of(line.toString()) : Optional.empty();
        }

        @Override
        public void close() throws IOException {
            reader.close();
        }
    }
}
