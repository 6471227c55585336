package dev.companyos.duties.tools;

import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * A command's output without what is different in every run: times, addresses in memory, where the workspace lies. A turn
 * that starts again after a crash then sees the same text, asks the same question, and finds the reply in the journal.
 */
final class SteadyOutput {
    private static final Pattern DURATION =
            Pattern.compile("(?<![\\w.])\\d{1,9}(?:\\.\\d{1,9})? ?(?:ms|µs|ns|s|sec|secs|seconds|milliseconds)\\b");
    private static final Pattern ADDRESS = Pattern.compile("\\b0x[0-9a-fA-F]{6,16}\\b");
    private static final Pattern HASH = Pattern.compile("(?<=[\\w$]@)[0-9a-f]{5,8}\\b");

    private SteadyOutput() {}

    static String of(String output, Path workspace) {
        String text = output.replace(workspace.toAbsolutePath() + "/", "");
        text = DURATION.matcher(text).replaceAll("some time");
        text = ADDRESS.matcher(text).replaceAll("0x…");
        return HASH.matcher(text).replaceAll("…");
    }
}
