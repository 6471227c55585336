package dev.companyos.checks.treesitter;

import dev.companyos.checks.Finding;
import java.util.Optional;
import java.util.regex.Pattern;

/** What came with a file and is no part of it, and which some languages read as something else: JavaScript takes fences as templates. */
final class Leftover {
    private static final Pattern FENCE = Pattern.compile("\\A\\s*+```\\w*[ \\t]*\\R");

    private Leftover() {}

    static Optional<Finding> in(String path, String content) {
        if (FENCE.matcher(content).find())
            return Optional.of(new Finding(
                    path, 1, "The file begins with the fence of a code block.", "Send the text between the fences."));
        var text = "\n" + content;
        int ours = text.indexOf("\n<<<<<<< ");
        int middle = ours < 0 ? -1 : text.indexOf("\n=======", ours);
        if (middle < 0 || text.indexOf("\n>>>>>>> ", middle) < 0) return Optional.empty();
        int line = 1
                + (int) text.substring(0, ours).chars().filter(it -> it == '\n').count();
        return Optional.of(new Finding(
                path,
                line,
                "A merge was left unfinished here.",
                "Keep what belongs into the file and take the three marks out."));
    }
}
