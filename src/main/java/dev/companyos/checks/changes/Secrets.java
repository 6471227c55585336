package dev.companyos.checks.changes;

import dev.companyos.checks.ChangeRule;
import dev.companyos.checks.ChangeSet;
import dev.companyos.checks.Finding;
import dev.companyos.kernel.Credentials;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Credentials in a text: shapes that only a credential has, random values under the name of one, passwords in addresses, and,
 * as advice, whatever else looks random. Random means Shannon's entropy over its characters, in bits each.
 */
public final class Secrets implements ChangeRule {
    private static final String REPAIR =
            "Read it from an environment variable, name that variable in the README, and do not write its value anywhere.";
    private static final Pattern NAMED = Pattern.compile(
            "(?i)(?:secret|token|passw(?:or)?d|passwd|api[_-]?key|access[_-]?key|private[_-]?key|credential|auth[_-]?key)"
                    + "[\\w-]{0,40}[\"']?\\s*(?::=|=>|[:=])\\s*[\"'`]?([A-Za-z0-9+/=_.~!@#$%^&*-]{16,400})");
    private static final Pattern IN_ADDRESS =
            Pattern.compile("\\b[a-z][a-z0-9+.-]{1,20}://[^\\s:/@\"'`]{1,80}:([^\\s:/@\"'`]{1,200})@([A-Za-z0-9.-]+)");
    private static final Pattern QUOTED = Pattern.compile("[\"'`]([A-Za-z0-9+/_=-]{40,200})[\"'`]");
    private static final Pattern PLACEHOLDER = Pattern.compile(
            "(?i).*(?:example|change.?me|your[_-]|placeholder|dummy|sample|fake|insert|replace|redacted|xxxx|\\*{3}|\\.\\.\\.|test|<[a-z]|\\$[{(]|\\$[A-Z_]{3}|\\{\\{|\\{[a-z_.]+\\}|%s|localhost).*"
                    + "|(.)\\1{5,}.*");
    private static final Set<String> HARMLESS = Set.of(
            "",
            "password",
            "passwd",
            "pass",
            "postgres",
            "secret",
            "user",
            "root",
            "admin",
            "dev",
            "guest",
            "pw",
            "pwd",
            "redis");
    private static final Set<String> LOCK_FILES = Set.of(
            "package-lock.json",
            "npm-shrinkwrap.json",
            "yarn.lock",
            "pnpm-lock.yaml",
            "poetry.lock",
            "uv.lock",
            "pipfile.lock");
    private static final double NAMED_BITS = 3.3;
    private static final double UNNAMED_BITS = 4.5;

    @Override
    public List<Finding> look(ChangeSet changes) {
        var found = new ArrayList<Finding>();
        for (var change : changes.changes()) {
            if (change.is().isEmpty()) continue;
            keys(change, found);
            if (LOCK_FILES.contains(change.name().toLowerCase(Locale.ROOT))) continue;
            change.added().forEach(line -> line(change.path(), line, found));
        }
        return found;
    }

    private static void keys(ChangeSet.Change change, List<Finding> found) {
        for (var shape : Credentials.SHAPES) {
            var match = shape.pattern().matcher(change.is());
            while (match.find()) {
                if (change.was().contains(match.group())) continue;
                int line = 1
                        + (int) change.is()
                                .substring(0, match.start())
                                .chars()
                                .filter(c -> c == '\n')
                                .count();
                found.add(new Finding(change.path(), line, "The text holds %s.".formatted(shape.kind()), REPAIR));
            }
        }
    }

    private static void line(String path, ChangeSet.Line line, List<Finding> found) {
        String text = line.text().length() > 4_000 ? line.text().substring(0, 4_000) : line.text();
        if (Credentials.ANY.matcher(text).find()) return; // said already
        var address = IN_ADDRESS.matcher(text);
        while (address.find())
            if (!harmless(address.group(1))
                    && !PLACEHOLDER.matcher(address.group(2)).matches()) {
                found.add(new Finding(path, line.number(), "The address of this line holds a password.", REPAIR));
                return;
            }
        var named = NAMED.matcher(text);
        while (named.find()) {
            String value = named.group(1);
            if (!harmless(value) && random(value, NAMED_BITS)) {
                found.add(new Finding(
                        path, line.number(), "This line sets a credential to what looks like a real value.", REPAIR));
                return;
            }
        }
        unnamed(path, line.number(), text).ifPresent(found::add);
    }

    private static Optional<Finding> unnamed(String path, int number, String text) {
        if (text.contains("integrity") || text.contains("sha") || text.contains("data:")) return Optional.empty();
        var quoted = QUOTED.matcher(text);
        while (quoted.find())
            if (random(quoted.group(1), UNNAMED_BITS)
                    && text.chars().filter(c -> c == '/').count() < 4)
                return Optional.of(
                        new Finding(path, number, "A long random text stands here, as credentials do.", REPAIR)
                                .asAdvice());
        return Optional.empty();
    }

    private static boolean harmless(String value) {
        return HARMLESS.contains(value.toLowerCase(Locale.ROOT))
                || PLACEHOLDER.matcher(value).matches();
    }

    /** Letters and digits without words: a name in code has hardly any digits among its letters. */
    private static boolean random(String value, double bits) {
        long digits = value.chars().filter(Character::isDigit).count();
        boolean letters = value.chars().anyMatch(Character::isLetter);
        return digits >= 2 && letters && value.indexOf('(') < 0 && entropy(value) >= bits;
    }

    static double entropy(String value) {
        var counts = new java.util.HashMap<Integer, Integer>();
        value.chars().forEach(c -> counts.merge(c, 1, Integer::sum));
        return counts.values().stream()
                .mapToDouble(it -> (double) it / value.length())
                .map(share -> -share * Math.log(share) / Math.log(2))
                .sum();
    }
}
