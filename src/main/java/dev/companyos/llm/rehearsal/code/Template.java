package dev.companyos.llm.rehearsal.code;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A source file with {@code {{holes}}}. A hole alone on its line takes several lines, indented as it is, and leaves no
 * line behind when there is nothing to put in. What is put in is not searched for holes again.
 */
record Template(String text) {
    private static final Pattern HOLE =
            Pattern.compile("(?m)^([ \\t]*)\\{\\{([a-zA-Z_]+)}}[ \\t]*\\n|\\{\\{([a-zA-Z_]+)}}");
    private static final Pattern BLANK_LINES = Pattern.compile("\\n{4,}");

    /** @param name below {@code rehearsal/code/} on the classpath */
    static Template of(String name) {
        try (InputStream in = Template.class.getResourceAsStream("/rehearsal/code/" + name)) {
            if (in == null) {
                throw new IllegalStateException("There is no code template " + name);
            }
            return new Template(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @throws IllegalStateException for a hole that has no value */
    String fill(Map<String, String> values) {
        String filled = HOLE.matcher(text).replaceAll(hole -> {
            String name = hole.group(2) == null ? hole.group(3) : hole.group(2);
            String value = values.get(name);
            if (value == null) {
                throw new IllegalStateException("Nothing to put into {{" + name + "}}");
            }
            return Matcher.quoteReplacement(hole.group(2) == null ? value : lines(hole.group(1), value));
        });
        return BLANK_LINES.matcher(filled).replaceAll("\n\n\n").stripTrailing() + "\n";
    }

    private static String lines(String indent, String value) {
        return value.isEmpty()
                ? ""
                : value.lines()
                        .map(line -> (line.isEmpty() ? "" : indent + line) + "\n")
                        .collect(Collectors.joining());
    }
}
