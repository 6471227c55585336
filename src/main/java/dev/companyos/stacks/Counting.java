package dev.companyos.stacks;

import java.util.Optional;
import java.util.regex.Pattern;

/** Numbers in the output of tools. */
final class Counting {
    private Counting() {}

    /** @param others what a number in a further group of a match counts */
    static int sum(String pattern, String output, int others) {
        if (pattern.isEmpty()) return 0;
        var match = Pattern.compile(pattern).matcher(output);
        int sum = 0;
        while (match.find()) {
            sum += number(match.group(1));
            for (int group = 2; group <= match.groupCount(); group++) sum += others * number(match.group(group));
        }
        return sum;
    }

    static int matches(String pattern, String output) {
        return (int) Pattern.compile(pattern).matcher(output).results().count();
    }

    static Optional<Double> last(String pattern, String output) {
        return Pattern.compile(pattern)
                .matcher(output)
                .results()
                .reduce((_, last) -> last)
                .map(it -> Double.valueOf(it.group(1)));
    }

    private static int number(String digits) {
        return digits.length() > 6 ? 0 : Integer.parseInt(digits);
    }
}
