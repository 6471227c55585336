package dev.companyos.checks.formats;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.ObjectMapper;

/**
 * Dockerfiles as BuildKit reads them: directives, joined lines, comments between them, here-documents, and what each
 * instruction asks for.
 */
final class Dockerfile {
    /** With the fewest words that each takes. */
    private static final Map<String, Integer> INSTRUCTIONS = Map.ofEntries(
            Map.entry("FROM", 1),
            Map.entry("RUN", 1),
            Map.entry("CMD", 0),
            Map.entry("LABEL", 1),
            Map.entry("MAINTAINER", 1),
            Map.entry("EXPOSE", 1),
            Map.entry("ENV", 1),
            Map.entry("ADD", 2),
            Map.entry("COPY", 2),
            Map.entry("ENTRYPOINT", 0),
            Map.entry("VOLUME", 1),
            Map.entry("USER", 1),
            Map.entry("WORKDIR", 1),
            Map.entry("ARG", 1),
            Map.entry("ONBUILD", 1),
            Map.entry("STOPSIGNAL", 1),
            Map.entry("HEALTHCHECK", 1),
            Map.entry("SHELL", 1));

    private static final Pattern ESCAPE = Pattern.compile("(?i)#\\s*escape\\s*=\\s*`\\s*");
    private static final Pattern HEREDOC = Pattern.compile("<<-?\\s*([\"']?)([A-Za-z_][\\w.]*)\\1");
    private static final Pattern FROM = Pattern.compile("(?i)(--[a-z]+=\\S+\\s+)*\\S+(\\s+as\\s+\\S+)?");
    private static final Pattern FLAGS = Pattern.compile("(--\\S+\\s+)*");

    private record Instruction(String word, String rest, int line, boolean heredoc) {}

    private final ObjectMapper json;
    private final List<String> lines;
    private final char escape;
    private int row;

    private Dockerfile(String content, ObjectMapper json) {
        this.json = json;
        this.lines = content.lines().toList();
        this.escape =
                lines.stream().takeWhile(it -> it.strip().startsWith("#")).anyMatch(it -> ESCAPE.matcher(it.strip())
                                .matches())
                        ? '`'
                        : '\\';
    }

    static Optional<Problem> check(String content, ObjectMapper json) {
        return Optional.ofNullable(new Dockerfile(content, json).run());
    }

    private @Nullable Problem run() {
        boolean from = false;
        while (row < lines.size()) {
            var line = lines.get(row).strip();
            if (line.isEmpty() || line.startsWith("#")) {
                row++;
                continue;
            }
            int start = row + 1;
            var joined = joined();
            var words = joined.split("\\s+", 2);
            var instruction = words[0].toUpperCase(Locale.ROOT);
            var rest = words.length > 1 ? words[1].strip() : "";
            var open = heredoc(instruction, rest);
            if (open != null) return new Problem(start, "the here-document `%s` is not closed".formatted(open));
            boolean heredoc = HEREDOC.matcher(rest).find();
            var problem = instruction(new Instruction(instruction, rest, start, heredoc), from);
            if (problem != null) return problem;
            from |= instruction.equals("FROM");
        }
        return from ? null : new Problem(1, "there is no FROM");
    }

    /** The instruction that begins at this row, its lines joined, comments and empty lines between them left out. */
    private String joined() {
        var joined = new StringBuilder();
        boolean open = true;
        while (open && row < lines.size()) {
            var line = lines.get(row++).stripTrailing();
            var bare = line.stripLeading();
            if (!joined.isEmpty() && (bare.isEmpty() || bare.startsWith("#"))) continue;
            open = !line.isEmpty() && line.charAt(line.length() - 1) == escape;
            joined.append(open ? line.substring(0, line.length() - 1) : line).append(open ? " " : "");
        }
        return joined.toString().strip();
    }

    /** Reads past the here-documents that the instruction opens; the name of one that has no end. */
    private @Nullable String heredoc(String instruction, String rest) {
        if (!List.of("RUN", "COPY", "ADD").contains(instruction)) return null;
        var names = new ArrayList<String>();
        for (Matcher matcher = HEREDOC.matcher(rest); matcher.find(); ) {
            if (matcher.start() > 0 && rest.charAt(matcher.start() - 1) == '<') continue;
            if (rest.startsWith("<", matcher.end())) continue;
            names.add(matcher.group(2));
        }
        for (var name : names) {
            int start = row;
            while (row < lines.size() && !lines.get(row).strip().equals(name)) row++;
            if (row >= lines.size()) {
                row = start;
                return instruction.equals("RUN") && rest.contains("<<<") ? null : name;
            }
            row++;
        }
        return null;
    }

    private @Nullable Problem instruction(Instruction it, boolean from) {
        var least = INSTRUCTIONS.get(it.word());
        if (least == null) return new Problem(it.line(), "`%s` is no instruction".formatted(it.word()));
        if (!from && !it.word().equals("FROM") && !it.word().equals("ARG"))
            return new Problem(it.line(), "`%s` stands before the first FROM".formatted(it.word()));
        var matcher = FLAGS.matcher(it.rest());
        var rest = matcher.lookingAt() && !it.word().equals("FROM") ? it.rest().substring(matcher.end()) : it.rest();
        boolean list = rest.startsWith("[") && rest.endsWith("]");
        if (list && isJsonList(rest)) return null;
        if (list && List.of("CMD", "ENTRYPOINT", "SHELL").contains(it.word()) && rest.contains("'"))
            return new Problem(it.line(), "the list behind `%s` is written with double quotes".formatted(it.word()));
        if (list && List.of("CMD", "ENTRYPOINT", "SHELL").contains(it.word()) && rest.matches("\\[\\s*\".*"))
            return new Problem(it.line(), "the list behind `%s` is no JSON".formatted(it.word()));
        if (rest.startsWith("[\"") && !list && List.of("CMD", "ENTRYPOINT").contains(it.word()))
            return new Problem(it.line(), "the list behind `%s` is not closed".formatted(it.word()));
        int words = rest.isEmpty() ? 0 : rest.split("\\s+").length;
        if (words < least && !it.heredoc())
            return new Problem(it.line(), "`%s` lacks what it is about".formatted(it.word()));
        return switch (it.word()) {
            case "FROM" ->
                FROM.matcher(rest).matches()
                        ? null
                        : new Problem(it.line(), "FROM names one image, and one name with AS");
            case "WORKDIR", "USER", "STOPSIGNAL" -> null;
            case "EXPOSE" -> expose(it, rest);
            case "SHELL" -> new Problem(it.line(), "SHELL takes a list in JSON");
            case "HEALTHCHECK" ->
                rest.toUpperCase(Locale.ROOT).matches("(?s)(NONE|CMD\\b.*)")
                        ? null
                        : new Problem(it.line(), "HEALTHCHECK takes CMD or NONE");
            case "ENV" -> env(it, rest);
            default -> null;
        };
    }

    private static @Nullable Problem expose(Instruction it, String rest) {
        for (var port : rest.split("\\s+"))
            if (!port.matches("\\d+(-\\d+)?(/\\w+)?|.*\\$.*"))
                return new Problem(it.line(), "`%s` is no port".formatted(port));
        return null;
    }

    private static @Nullable Problem env(Instruction it, String rest) {
        boolean pair = rest.contains("=") || rest.split("\\s+").length > 1;
        if (rest.startsWith("=")) return new Problem(it.line(), "ENV names a variable before `=`");
        return pair ? null : new Problem(it.line(), "ENV gives no value");
    }

    private boolean isJsonList(String rest) {
        try {
            return json.readTree(rest).isArray();
        } catch (JacksonException e) {
            return false;
        }
    }
}
