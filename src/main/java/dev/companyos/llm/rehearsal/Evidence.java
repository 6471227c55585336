package dev.companyos.llm.rehearsal;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells good news from bad in the output of tests and probes. */
final class Evidence {
    private static final Pattern COUNT =
            Pattern.compile("(?i)(?<![.\\d])(\\d{1,9})\\s+(?:tests?\\s+)?(?:failed|failing|failures?|errors?)\\b"
                    + "|\\b(?:failed|failures?|errors?)\\s{0,3}[:=]\\s{0,3}(\\d{1,9})");
    private static final Pattern EXIT =
            Pattern.compile("(?i)\\bexit(?:ed)?(?: with)?(?: code| status)?[ :=]{1,3}([1-9]\\d{0,2})\\b");
    private static final Pattern BAD_WORD = Pattern.compile(
            "(?i)\\b(fail(?:ed|s|ure|ing)?|traceback|errors?|refused|rejected|unreachable|unhealthy|timed out|broken|"
                    + "exception|not passing|is down)\\b");
    private static final Pattern BAD_STATUS =
            Pattern.compile("(?<![\\d.])[45]\\d\\d\\b(?!\\s*(?:ms|s|passed|bytes|tests?|tokens|[.,]\\d)\\b)");
    private static final Pattern NEGATED =
            Pattern.compile("(?i)\\b(?:no|without|zero)\\s+(?:\\w+\\s+)?(?:failures?|errors?)\\b");
    private static final Pattern GOOD = Pattern.compile("(?i)\\b(?:passed|ok|healthy|all green)\\b");

    private Evidence() {}

    /** Whether a test run went wrong: by its counts where it gives some, by its words where it gives none. */
    static boolean failing(String output) {
        if (EXIT.matcher(output).find()) return true;
        Matcher count = COUNT.matcher(output);
        boolean counted = false;
        while (count.find()) {
            String number = count.group(1) != null ? count.group(1) : count.group(2);
            if (Integer.parseInt(number) > 0) return true;
            counted = true;
        }
        if (counted) return false;
        String rest = NEGATED.matcher(output).replaceAll("");
        return BAD_WORD.matcher(rest).find();
    }

    /** The lines that report a failing probe or test; source code and changes are not reports. */
    static List<String> badLines(String evidence) {
        int change = evidence.indexOf("diff --git");
        String reports = change < 0 ? evidence : evidence.substring(0, change);
        return reports.lines()
                .map(String::strip)
                .filter(line -> line.length() > 2 && line.length() <= 1_000)
                .filter(Evidence::isBad)
                .limit(10)
                .toList();
    }

    private static boolean isBad(String line) {
        if (COUNT.matcher(line).find()) return failing(line);
        if (BAD_STATUS.matcher(line).find() && line.matches(".*(?:GET|POST|PUT|DELETE|HTTP|status|->|→|/).*"))
            return true;
        return failing(line) && !GOOD.matcher(line).find();
    }
}
