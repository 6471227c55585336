package dev.companyos.llm.rehearsal;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The inspection turn: a finding for each probe or test that failed, none for what is well. */
final class Inspecting {
    private static final Pattern PATH = Pattern.compile("(?<![\\w:/])(/[\\w./-]{0,80})");
    private static final Pattern FILE = Pattern.compile("([\\w./-]{1,120}\\.(?:py|java|html|js|ts|css))");

    Answers.Answer answer(Prompt prompt) {
        String evidence = prompt.text("evidence");
        List<Answers.Finding> findings = new ArrayList<>();
        for (String line : Evidence.badLines(evidence)) findings.add(finding(line));
        evidence.lines()
                .map(String::strip)
                .filter(line -> line.startsWith("+") && line.matches(".*\\b(?:TODO|FIXME)\\b.*"))
                .limit(3)
                .forEach(line -> findings.add(new Answers.Finding(
                        "SUGGESTION", "code", Prompt.line(line, 200), "Do it, or open a task for it.")));
        boolean reject = findings.stream()
                .anyMatch(finding -> finding.severity().equals("CRITICAL")
                        || finding.severity().equals("HIGH"));
        return new Answers.Inspection(
                reject ? "reject" : "approve", List.copyOf(findings), summary(findings, evidence));
    }

    private static Answers.Finding finding(String line) {
        String lower = line.toLowerCase(Locale.ROOT);
        boolean down = lower.matches(".*(?:refused|unreachable|is down|unhealthy|/health).*")
                || line.matches(".*\\b5\\d\\d\\b.*");
        boolean tests = lower.contains("test") || lower.contains("fail");
        String component = component(line);
        return new Answers.Finding(
                down ? "CRITICAL" : tests ? "HIGH" : "MEDIUM",
                component,
                Prompt.line(line, 400),
                down
                        ? "Read the log of the running product, then the code behind %s.".formatted(component)
                        : "Run the tests of %s alone and mend what the first failure names.".formatted(component));
    }

    private static String component(String line) {
        for (Pattern pattern : List.of(FILE, PATH)) {
            Matcher matcher = pattern.matcher(line);
            if (matcher.find()) return matcher.group(1);
        }
        return line.toLowerCase(Locale.ROOT).contains("test") ? "tests" : "product";
    }

    private static String summary(List<Answers.Finding> findings, String evidence) {
        if (!findings.isEmpty())
            return "%d finding(s); the first: %s"
                    .formatted(findings.size(), findings.getFirst().details());
        return evidence.isBlank()
                ? "There was no evidence to look at."
                : "Everything that was checked is as it should be.";
    }
}
