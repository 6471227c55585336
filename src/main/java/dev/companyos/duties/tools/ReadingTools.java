package dev.companyos.duties.tools;

import dev.companyos.checks.Checks;
import dev.companyos.duties.ProductView;
import dev.companyos.duties.talk.Fence;
import dev.companyos.duties.talk.Texts;
import dev.companyos.duties.talk.Told;
import dev.companyos.duties.talk.Tool;
import dev.companyos.duties.talk.Tool.Outcome;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** Looks at a tree of files and changes nothing. Every path is checked before it is touched. */
public final class ReadingTools {
    private static final int FILES = 400;
    private static final int LINES = 400;
    private static final int CHARACTERS = 16_000;
    private static final int HITS = 100;
    private static final long FILE_BYTES = 2 << 20;

    private final Supplier<Path> tree;
    private final Checks checks;

    /** @param tree asked for at each call, so that it can be laid out when it is first needed */
    public ReadingTools(Supplier<Path> tree, Checks checks) {
        this.tree = tree;
        this.checks = checks;
    }

    record ListFiles(
            @Told("only files in this folder, such as src/app")
            Optional<String> under,

            @Told("number of the first one shown, 1 if left out")
            Optional<Integer> from) {}

    record ReadFile(
            @Told("relative to the product's root, such as src/app.py")
            String path,

            @Told("first line, 1 if left out") Optional<Integer> from,

            @Told("last line; at most 400 lines are shown at once")
            Optional<Integer> to) {}

    record SearchCode(
            @Told("a regular expression, matched against each line")
            String pattern,

            @Told("true to take the pattern as plain text") Optional<Boolean> literal,

            @Told("only files in this folder or of this name")
            Optional<String> under,

            @Told("number of the first match shown, 1 if left out")
            Optional<Integer> from) {}

    public List<Tool> all() {
        return List.of(
                Tool.looks("list_files", "All files of the product, one a line.", ListFiles.class, this::list),
                Tool.looks("read_file", "The content of one file, or some of its lines.", ReadFile.class, this::read),
                Tool.looks(
                        "search_code",
                        "Lines of all files that match a regular expression, with file and line number.",
                        SearchCode.class,
                        this::search));
    }

    private Outcome list(ListFiles arguments) {
        var files = under(arguments.under());
        if (files.isEmpty()) return new Outcome.Ok("There are no files here.");
        int from = Math.max(1, arguments.from().orElse(1));
        if (from > files.size()) return new Outcome.Error("There are only %d files.".formatted(files.size()));
        int to = Math.min(files.size(), from + FILES - 1);
        String text = String.join("\n", files.subList(from - 1, to));
        return new Outcome.Ok(
                from == 1 && to == files.size()
                        ? text
                        : text
                                + more(
                                        "files %d-%d of %d".formatted(from, to, files.size()),
                                        to < files.size(),
                                        "list_files with from=%d, or with `under`".formatted(to + 1)));
    }

    private Outcome read(ReadFile arguments) {
        Path root = tree.get();
        return switch (checks.place(root, arguments.path())) {
            case Checks.Place.Refused it -> new Outcome.Error(it.finding().toString());
            case Checks.Place.Inside(var file) -> {
                try {
                    if (!Files.isRegularFile(file))
                        yield new Outcome.Error("There is no file `%s`. list_files shows those that there are."
                                .formatted(root.relativize(file)));
                    if (Files.size(file) > FILE_BYTES) yield new Outcome.Error("That file is larger than 2 MB.");
                    yield lines(arguments, Files.readString(file));
                } catch (CharacterCodingException e) {
                    yield new Outcome.Error("That file is not text.");
                } catch (IOException e) {
                    yield new Outcome.Error("That did not work: " + e.getMessage());
                }
            }
        };
    }

    private static Outcome lines(ReadFile arguments, String text) {
        if (text.isEmpty()) return new Outcome.Ok("The file is empty.");
        var lines = text.split("(?<=\n)");
        int from = Math.max(1, arguments.from().orElse(1));
        if (from > lines.length) return new Outcome.Error("The file has only %d lines.".formatted(lines.length));
        int last = Math.min(lines.length, Math.max(from, arguments.to().orElse(lines.length)));
        var shown = new StringBuilder();
        int to = from - 1;
        while (to < last && to - from + 1 < LINES && shown.length() + lines[to].length() <= CHARACTERS)
            shown.append(lines[to++]);
        if (to < from) {
            shown.append(Texts.head(lines[to++], CHARACTERS)).append('\n');
            return new Outcome.Ok(Fence.exact(arguments.path(), shown.toString())
                    + more(
                            "line %d of %d, which is longer than can be shown".formatted(from, lines.length),
                            to < lines.length,
                            "read_file with from=%d".formatted(to + 1)));
        }
        String content = Fence.exact(arguments.path(), shown.toString());
        return new Outcome.Ok(
                from == 1 && to == lines.length
                        ? content
                        : content
                                + more(
                                        "lines %d-%d of %d".formatted(from, to, lines.length),
                                        to < lines.length,
                                        "read_file with from=%d".formatted(to + 1)));
    }

    private Outcome search(SearchCode arguments) {
        var expression = arguments.literal().orElse(false)
                ? CodeSearch.compile(Pattern.quote(Texts.head(arguments.pattern(), 200)))
                : CodeSearch.compile(arguments.pattern());
        return switch (expression) {
            case CodeSearch.Expression.Refused(var why) -> new Outcome.Error(why);
            case CodeSearch.Expression.Usable(var pattern) -> search(arguments, pattern);
        };
    }

    private Outcome search(SearchCode arguments, Pattern pattern) {
        int from = Math.max(1, arguments.from().orElse(1));
        return switch (new CodeSearch(tree.get()).search(pattern, under(arguments.under()), from, HITS)) {
            case CodeSearch.Result.Refused(var why) -> new Outcome.Error(why);
            case CodeSearch.Result.Hits(var lines, var _)
            when lines.isEmpty() ->
                new Outcome.Ok(from == 1 ? "Nothing found." : "There are fewer than %d matches.".formatted(from));
            case CodeSearch.Result.Hits(var lines, var more) -> {
                String text = Fence.exact("search", String.join("\n", lines));
                yield new Outcome.Ok(
                        more
                                ? text
                                        + more(
                                                "matches %d-%d".formatted(from, from + lines.size() - 1),
                                                true,
                                                "search_code with from=%d, or with `under`".formatted(from + HITS))
                                : text);
            }
        };
    }

    private List<String> under(Optional<String> under) {
        var files = ProductView.allFiles(tree.get());
        String folder = under.orElse("").strip().replaceAll("^(?:\\./|/)+|/+$", "");
        if (folder.isEmpty() || folder.equals(".")) return files;
        return files.stream()
                .filter(it -> it.equals(folder) || it.startsWith(folder + "/"))
                .toList();
    }

    private static String more(String shown, boolean isMore, String how) {
        return isMore ? "\n[%s; for more: %s]".formatted(shown, how) : "\n[%s]".formatted(shown);
    }
}
