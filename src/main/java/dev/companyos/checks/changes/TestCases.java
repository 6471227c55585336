package dev.companyos.checks.changes;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Finds the tests of a file by the forms that pytest, JUnit, Vitest, Jest and Node's runner know. */
final class TestCases {
    private static final Pattern PYTHON =
            Pattern.compile("(?m)^([ \\t]*)(?:async[ \\t]+)?def[ \\t]+(test\\w*)[ \\t]*\\(");
    private static final Pattern JAVA = Pattern.compile(
            "@(?:Test|ParameterizedTest|RepeatedTest|Property)\\b[^;{}]{0,400}?\\bvoid\\s+(\\w+)\\s*\\(");
    private static final Pattern SCRIPT = Pattern.compile(
            "(?m)^[ \\t]*(?:await[ \\t]+)?(?:test|it|xit|xtest|fit)(?:\\.\\w+)*[ \\t]*\\([ \\t]*(['\"`])(.*?)\\1");
    private static final Pattern TRIVIAL = Pattern.compile(
            "\\bassert[ \\t]+(?:True|1)\\b(?!\\s*[=<>!.(])|\\bassert[ \\t]+not[ \\t]+False\\b|expect\\(\\s*(true|1)\\s*\\)\\.to(?:Be|Equal)\\(\\s*\\1\\s*\\)"
                    + "|expect\\(\\s*true\\s*\\)\\.toBeTruthy\\(\\)|assert(?:True|\\.ok|\\.equal)?\\(\\s*(?:true|1)(?:\\s*,\\s*(?:true|1))?\\s*\\)"
                    + "|assertThat\\(\\s*true\\s*\\)\\.isTrue\\(\\)");
    private static final Pattern ASSERTION = Pattern.compile(
            "(?i)\\bassert|\\bexpect|\\braises\\b|\\bverify|\\bfail\\s*\\(|\\.should\\b|\\bis(?:EqualTo|True|False|Null|Empty)\\b|\\bthrows\\b|\\bcheck|\\bstatus\\(\\)");
    private static final Pattern OFF = Pattern.compile(
            "@pytest\\.mark\\.(?:skip|xfail)\\b|\\bpytest\\.skip\\(|@unittest\\.skip|@Disabled\\b|@Ignore\\b"
                    + "|\\b(?:test|it|describe)\\.(?:skip|only|todo|fails)\\b|\\bx(?:it|test|describe)\\s*\\(|\\bfit\\s*\\("
                    + "|\\{\\s*(?:skip|only|todo)\\s*:\\s*(?:true|['\"])");

    private TestCases() {}

    /** @param assertions in its body, without those that hold whatever the product does @param trivial it has only such */
    record Case(String name, int line, int assertions, boolean trivial, int switchedOff) {}

    static List<Case> in(String path, String text) {
        if (text.isEmpty()) return List.of();
        String name = path.substring(path.lastIndexOf('/') + 1);
        if (name.matches("(?:test_.*|.*_test|conftest)\\.py")) return cases(text, PYTHON, 2);
        if (name.endsWith(".java") && text.contains("@Test")
                || text.contains("@ParameterizedTest") && name.endsWith(".java")) return cases(text, JAVA, 1);
        if (name.matches(".*[.-](?:test|spec)\\.[cm]?[jt]sx?")
                || path.matches("(?:.*/)?(?:tests?|__tests__)/.*\\.[cm]?[jt]sx?")) return cases(text, SCRIPT, 2);
        return List.of();
    }

    /** A test reaches from its own line, and the annotations over it, to the next one's. */
    private static List<Case> cases(String text, Pattern form, int group) {
        var found = new ArrayList<Case>();
        var matches = form.matcher(text).results().toList();
        int from = 0;
        for (int i = 0; i < matches.size(); i++) {
            var it = matches.get(i);
            int end = i + 1 < matches.size()
                    ? annotations(text, matches.get(i + 1).start())
                    : text.length();
            String body = text.substring(it.start(), end);
            String plain = TRIVIAL.matcher(body).replaceAll("");
            found.add(new Case(
                    it.group(group),
                    Manifests.line(text, it.start()),
                    count(ASSERTION, plain),
                    !plain.equals(body) && count(ASSERTION, plain) == 0,
                    count(OFF, text.substring(i == 0 ? 0 : from, end))));
            from = end;
        }
        return found;
    }

    /** Where the lines begin that belong to the test at {@code start} and stand over it. */
    private static int annotations(String text, int start) {
        int at = text.lastIndexOf('\n', start - 1) + 1;
        while (at > 0) {
            int above = text.lastIndexOf('\n', at - 2) + 1;
            if (!text.substring(above, at).strip().startsWith("@")) return at;
            at = above;
        }
        return at;
    }

    private static int count(Pattern pattern, String text) {
        return (int) pattern.matcher(text).results().count();
    }
}
