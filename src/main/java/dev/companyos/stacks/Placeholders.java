package dev.companyos.stacks;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code {{name}}} in the files of a stack. */
final class Placeholders {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{([a-z][a-z0-9_-]*)}}");

    private Placeholders() {}

    static List<String> fill(List<String> command, Map<String, String> values) {
        return command.stream().map(it -> fill(it, values)).toList();
    }

    /** A placeholder that has no value here stays, for others to fill; what is put in is not looked at again. */
    static String fill(String text, Map<String, String> values) {
        return PLACEHOLDER
                .matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(values.getOrDefault(found.group(1), found.group())));
    }
}
