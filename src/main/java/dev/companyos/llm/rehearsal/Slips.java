package dev.companyos.llm.rehearsal;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** Mistakes in files, as they happen to the best: one file of a change, never all of it. */
final class Slips {
    private static final Pattern STATUS = Pattern.compile("\\b(?:200|201)\\b");
    private static final Pattern CODE = Pattern.compile(".*\\.(?:py|java|js|ts)");

    private Slips() {}

    /** One source file does not parse. */
    static Map<String, String> syntax(Map<String, String> files) {
        return spoilOne(files, false, Slips::breakSyntax);
    }

    /** One test expects what never comes. */
    static Map<String, String> tests(Map<String, String> files) {
        return spoilOne(files, true, content -> STATUS.matcher(content).replaceFirst("418"));
    }

    /** The first file that the slip changes; a change without such a file stays as it is. */
    private static Map<String, String> spoilOne(Map<String, String> files, boolean test, UnaryOperator<String> slip) {
        Map<String, String> spoilt = new TreeMap<>(files);
        for (Map.Entry<String, String> file : spoilt.entrySet()) {
            String path = file.getKey();
            if (!CODE.matcher(path).matches() || path.toLowerCase(Locale.ROOT).contains("test") != test) continue;
            String content = slip.apply(file.getValue());
            if (content.equals(file.getValue())) continue;
            file.setValue(content);
            return spoilt;
        }
        return spoilt;
    }

    private static String breakSyntax(String content) {
        int brace = content.lastIndexOf('}');
        boolean braces = content.contains("{\n") && content.contains(";\n") && brace > 0;
        return braces ? content.substring(0, brace) : content + "\n\ndef unfinished(:\n";
    }
}
