package dev.companyos.checks.memory;

import dev.companyos.checks.Finding;
import dev.companyos.checks.Syntax;
import java.util.ArrayDeque;
import java.util.List;

/** Knows of JSON only, and of that only that brackets close in their order and that texts end on their line. */
public final class PlainSyntax implements Syntax {
    private static final String OPEN = "{[";
    private static final String CLOSE = "}]";

    @Override
    public List<Finding> check(String path, String content) {
        if (!path.endsWith(".json")) return List.of();
        var open = new ArrayDeque<Character>();
        boolean text = false;
        int line = 1;
        for (int i = 0; i < content.length(); i++) {
            char c = content.charAt(i);
            if (c == '\n') {
                if (text) return broken(path, line);
                line++;
            } else if (text) {
                if (c == '\\') i++;
                else text = c != '"';
            } else if (c == '"') text = true;
            else if (OPEN.indexOf(c) >= 0) open.push(c);
            else if (CLOSE.indexOf(c) >= 0 && (open.isEmpty() || OPEN.indexOf(open.pop()) != CLOSE.indexOf(c)))
                return broken(path, line);
        }
        return text || !open.isEmpty() ? broken(path, line) : List.of();
    }

    private static List<Finding> broken(String path, int line) {
        return List.of(new Finding(path, line, "This is no JSON.", "Close what is open."));
    }
}
