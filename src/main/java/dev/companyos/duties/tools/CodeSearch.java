package dev.companyos.duties.tools;

import dev.companyos.duties.talk.Texts;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Searches files line by line with a regular expression that a model wrote, and that may be meant to hang. */
final class CodeSearch {
    private static final int PATTERN = 300;
    private static final int LOOKS = 20_000_000;
    private static final int LINE = 2_000;
    private static final int SHOWN = 300;
    private static final long FILE = 1 << 20;
    /** Counted repetitions multiply when nested; their product bounds the work that looks at no character at all. */
    private static final long REPETITIONS = 20_000;

    private static final Pattern COUNTED = Pattern.compile("\\{\\s*(\\d{0,10})\\s*,?\\s*(\\d{0,10})\\s*}");

    private final Path root;

    CodeSearch(Path root) {
        this.root = root;
    }

    sealed interface Result {
        /** @param more whether there are hits beyond those shown */
        record Hits(List<String> lines, boolean more) implements Result {}

        record Refused(String why) implements Result {}
    }

    sealed interface Expression {
        record Usable(Pattern pattern) implements Expression {}

        record Refused(String why) implements Expression {}
    }

    static Expression compile(String expression) {
        if (expression.isEmpty()) return new Expression.Refused("The expression is empty.");
        if (expression.length() > PATTERN)
            return new Expression.Refused(
                    "The expression has %d characters; %d is the most.".formatted(expression.length(), PATTERN));
        if (repetitions(expression) > REPETITIONS)
            return new Expression.Refused("The expression repeats itself too often: use smaller counts in {}.");
        try {
            return new Expression.Usable(Pattern.compile(expression));
        } catch (PatternSyntaxException e) {
            return new Expression.Refused(
                    "This is not a regular expression: %s. Escape ( ) [ ] { } . * + ? ^ $ | and \\ with a backslash, or set `literal`."
                            .formatted(e.getDescription()));
        } catch (StackOverflowError e) {
            return new Expression.Refused("The expression is nested too deeply.");
        }
    }

    private static long repetitions(String expression) {
        long product = 1;
        var counted = COUNTED.matcher(expression);
        while (counted.find())
            for (int i = 1; i <= 2; i++)
                if (!counted.group(i).isEmpty())
                    product = Math.min(REPETITIONS + 1, product * Math.max(1, Long.parseLong(counted.group(i))));
        return product;
    }

    Result search(Pattern pattern, List<String> files, int from, int most) {
        var hits = new ArrayList<String>();
        var looks = new BoundedText.Looks(LOOKS);
        int seen = 0;
        for (String name : files) {
            try {
                Path file = root.resolve(name);
                if (Files.isSymbolicLink(file) || Files.size(file) > FILE) continue;
                var lines = Files.readAllLines(file);
                for (int i = 0; i < lines.size(); i++) {
                    String line = Texts.head(lines.get(i), LINE);
                    if (!pattern.matcher(new BoundedText(line, looks)).find() || ++seen < from) continue;
                    if (hits.size() == most) return new Result.Hits(hits, true);
                    hits.add("%s:%d: %s".formatted(name, i + 1, Texts.head(line.strip(), SHOWN)));
                }
            } catch (CharacterCodingException e) {
                continue; // not text
            } catch (IOException e) {
                return new Result.Refused("Could not read %s: %s".formatted(name, e.getMessage()));
            } catch (BoundedText.Exhausted | StackOverflowError e) {
                return new Result.Refused(
                        "The expression takes too long, in %s: it backtracks. Use a simpler one, or `literal`, or `under` for fewer files."
                                .formatted(name));
            }
        }
        return new Result.Hits(hits, false);
    }
}
