package dev.companyos.checks.changes;

import dev.companyos.checks.ChangeRule;
import dev.companyos.checks.ChangeSet;
import dev.companyos.checks.Finding;
import dev.companyos.checks.changes.TestCases.Case;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Tests that a change drops, empties or switches off: the suite is green then, and says less. */
public final class TestsKept implements ChangeRule {
    private static final String REMOVAL = "(?:remov|delet|drop|retir|replac|renam|simplif|migrat|rewrit|deprecat)\\w*";

    /** A task that says of itself that it takes something away, or that its tests are to go. */
    private static final Pattern TAKES_AWAY =
            Pattern.compile("(?i)\\A\\s*" + REMOVAL + "|\\b" + REMOVAL + "\\b[^.\\n]{0,60}\\btests?\\b");

    @Override
    public List<Finding> look(ChangeSet changes) {
        var found = new ArrayList<Finding>();
        var wholeBefore = names(changes.before());
        var wholeAfter = names(changes.after());
        boolean fewer = total(changes.after()) < total(changes.before());
        boolean asked = TAKES_AWAY.matcher(changes.purpose()).find();
        for (var change : changes.changes()) {
            var before = TestCases.in(change.path(), change.was());
            var after = TestCases.in(change.path(), change.is());
            if (before.isEmpty() && after.isEmpty()) continue;
            dropped(change.path(), before, wholeAfter, fewer && !asked, found);
            emptied(change.path(), before, after, wholeBefore, found);
            int off = after.stream().mapToInt(Case::switchedOff).sum()
                    - before.stream().mapToInt(Case::switchedOff).sum();
            if (off > 0) {
                int line = after.stream()
                        .filter(it -> it.switchedOff() > 0)
                        .findFirst()
                        .map(Case::line)
                        .orElse(0);
                found.add(new Finding(
                        change.path(),
                        line,
                        "A test is switched off, or others are by running it alone.",
                        "Let all tests run; mend what they find."));
            }
        }
        return found;
    }

    private static void dropped(
            String path, List<Case> before, Set<String> wholeAfter, boolean blocks, List<Finding> found) {
        var lost = before.stream()
                .map(Case::name)
                .filter(it -> !wholeAfter.contains(it))
                .distinct()
                .toList();
        if (lost.isEmpty()) return;
        var finding = new Finding(
                path,
                0,
                "%d test%s gone: %s."
                        .formatted(
                                lost.size(),
                                lost.size() == 1 ? " is" : "s are",
                                lost.stream().limit(8).collect(Collectors.joining(", "))),
                "Put them back, or write what stands in for them under the same names.");
        found.add(blocks ? finding : finding.asAdvice());
    }

    private static void emptied(
            String path, List<Case> before, List<Case> after, Set<String> wholeBefore, List<Finding> found) {
        Map<String, Integer> asserted =
                before.stream().collect(Collectors.toMap(Case::name, Case::assertions, Math::max));
        for (var it : after) {
            if (it.assertions() > 0) continue;
            if (asserted.getOrDefault(it.name(), 0) > 0)
                found.add(new Finding(
                        path,
                        it.line(),
                        "The test `%s` asserts nothing any more.".formatted(it.name()),
                        "Put its assertions back."));
            else if (!wholeBefore.contains(it.name()) && it.trivial())
                found.add(new Finding(
                        path,
                        it.line(),
                        "The test `%s` cannot fail.".formatted(it.name()),
                        "Assert what the product does."));
        }
    }

    private static Set<String> names(Map<String, String> tree) {
        var names = new HashSet<String>();
        tree.forEach((path, text) -> TestCases.in(path, text).forEach(it -> names.add(it.name())));
        return names;
    }

    private static int total(Map<String, String> tree) {
        return tree.entrySet().stream()
                .mapToInt(it -> TestCases.in(it.getKey(), it.getValue()).size())
                .sum();
    }
}
