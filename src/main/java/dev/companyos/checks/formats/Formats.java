package dev.companyos.checks.formats;

import dev.companyos.checks.Finding;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/** Chooses the reader by the name of the file. Nothing runs, nothing is native. Safe to call from many threads. */
public final class Formats {
    private final DataSyntax data = new DataSyntax();
    private final JsonMapper json = JsonMapper.builder().build();

    /** No findings where the name tells no format that we know. */
    public List<Finding> check(String path, String content) {
        var name = path.substring(path.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
        var text = content.startsWith("\uFEFF") ? " " + content.substring(1) : content;
        var ending = isDockerfile(name) ? "dockerfile" : name.substring(name.lastIndexOf('.') + 1);
        return switch (ending) {
            case "css" -> findings("CSS", path, text, StyleSheet.check(text));
            case "html", "htm", "xhtml" -> findings("HTML", path, text, Page.check(text));
            case "sh", "bash" -> findings("a shell script", path, text, ShellScript.check(text));
            case "dockerfile" -> findings("a Dockerfile", path, text, Dockerfile.check(text, json));
            case "sql" -> findings("SQL", path, text, SqlScript.check(text));
            default -> data.check(path, name, content);
        };
    }

    private static boolean isDockerfile(String name) {
        return name.equals("dockerfile")
                || name.equals("containerfile")
                || name.matches("(dockerfile|containerfile)\\.[\\w.-]+")
                        && !name.matches(".*\\.(md|txt|dockerignore|j2|tmpl|template|erb|py|js|ts|vim|json|ya?ml)");
    }

    private static List<Finding> findings(String language, String path, String text, Optional<Problem> problem) {
        return problem.map(it -> List.of(finding(language, path, text, it))).orElse(List.of());
    }

    private static Finding finding(String language, String path, String text, Problem problem) {
        var line = text.lines().skip(problem.line() - 1L).findFirst().orElse("").strip();
        if (line.length() > 80) line = line.substring(0, 80) + "…";
        var where = line.isEmpty() ? "" : " at `%s`".formatted(line);
        return new Finding(
                path,
                problem.line(),
                "This is not %s: %s%s.".formatted(language, problem.what(), where),
                "Correct this line or what it belongs to, and send the file again.");
    }
}
