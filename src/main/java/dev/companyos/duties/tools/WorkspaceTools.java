package dev.companyos.duties.tools;

import dev.companyos.checks.ChangeSet;
import dev.companyos.checks.Checks;
import dev.companyos.checks.Finding;
import dev.companyos.duties.talk.Fence;
import dev.companyos.duties.talk.Texts;
import dev.companyos.duties.talk.Told;
import dev.companyos.duties.talk.Tool;
import dev.companyos.duties.talk.Tool.Outcome;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * What an engineer can change in a workspace. Every path is checked before it is touched, every text before it is written,
 * and nothing is finished that does not pass all tests.
 */
public final class WorkspaceTools {
    private static final int OUTPUT = 12_000;
    private static final int SUMMARY = 2_000;

    private final Path workspace;
    private final Checks checks;
    private final String purpose;
    private final SequencedMap<String, String> before;
    private final Supplier<TestRun> tests;
    private final LastWord lastWord;
    private Optional<TestRun> lastRun = Optional.empty();
    private List<Finding> advice = List.of();
    private int refused;

    public WorkspaceTools(Path workspace, Checks checks, Supplier<TestRun> tests) {
        this(workspace, checks, "", tests, (_, _, _) -> Optional.empty());
    }

    /**
     * @param workspace as it is before anything is changed
     * @param purpose what the task asks for, in its own words
     * @param lastWord is asked when everything else is in order
     */
    public WorkspaceTools(Path workspace, Checks checks, String purpose, Supplier<TestRun> tests, LastWord lastWord) {
        this.workspace = workspace;
        this.checks = checks;
        this.purpose = purpose;
        this.tests = tests;
        this.lastWord = lastWord;
        this.before = checks.texts(workspace);
    }

    /** Whoever else has a say in whether work is finished. */
    @FunctionalInterface
    public interface LastWord {
        /**
         * @param advice what the checks hold against it without refusing it
         * @return why it is not finished yet, for its author to read; empty when it is
         */
        Optional<String> on(TestRun tests, List<Finding> advice, String summary);
    }

    record WriteFile(
            @Told("relative to the product's root, such as src/app.py")
            String path,

            @Told("the whole new content") String content) {}

    record EditFile(
            @Told("a file that is there") String path,

            @Told("text of that file, to the letter, that stands in it exactly once; give enough lines")
            String oldText,

            @Told("what stands there instead; empty to take it out")
            String newText) {}

    record DeleteFile(
            @Told("relative to the product's root") String path) {}

    record RunTests() {}

    record Finish(
            @Told("two or three sentences: what you did, and what a colleague should know")
            String summary) {}

    public List<Tool> all() {
        return List.of(
                Tool.changes(
                        "write_file",
                        "Writes a whole file; makes it if it is not there.",
                        WriteFile.class,
                        it -> write(it.path(), it.content())),
                Tool.changes(
                        "edit_file",
                        "Replaces a text that stands exactly once in a file by another. For small changes to a file that you have read.",
                        EditFile.class,
                        this::edit),
                Tool.changes("delete_file", "Deletes one file.", DeleteFile.class, this::delete),
                Tool.looks("run_tests", "Runs all tests of the product.", RunTests.class, _ -> runTests()),
                Tool.looks("finish", "Ends your work. All tests must pass.", Finish.class, this::finish));
    }

    /** Writes and ends that the checks turned down, in the whole turn. */
    public int refusedWrites() {
        return refused;
    }

    /** What the checks hold against the finished change without refusing it: for whoever reviews it. */
    public List<Finding> advice() {
        return advice;
    }

    /** The last run of the tests; empty when something was written after it. */
    public Optional<TestRun> lastRun() {
        return lastRun;
    }

    private Outcome write(String path, String content) {
        var findings = checks.write(workspace, path, content);
        if (!findings.isEmpty()) {
            refused++;
            return new Outcome.Error("Not written.\n" + lines(findings));
        }
        return at(path, file -> {
            Files.createDirectories(file.getParent());
            Files.writeString(file, content);
            lastRun = Optional.empty();
            return new Outcome.Ok(
                    "Written: %s (%d characters).".formatted(workspace.relativize(file), content.length()));
        });
    }

    private Outcome edit(EditFile arguments) {
        return at(arguments.path(), file -> {
            if (!Files.isRegularFile(file))
                return new Outcome.Error("There is no file `%s`. Make it with write_file.".formatted(arguments.path()));
            String text = Files.readString(file);
            String old = arguments.oldText();
            if (old.isEmpty()) return new Outcome.Error("`old_text` is empty: name the text that is to be replaced.");
            if (old.equals(arguments.newText()))
                return new Outcome.Error("`old_text` and `new_text` are the same: nothing would change.");
            var places = Occurrences.of(text, old);
            if (places.lines().isEmpty()) return new Outcome.Error(Occurrences.notThere(text, old));
            if (places.lines().size() > 1)
                return new Outcome.Error(
                        "`old_text` stands %d times in the file, in lines %s. Give more of the lines around the one that you mean."
                                .formatted(
                                        places.lines().size(),
                                        places.lines().stream().limit(10).toList()));
            String changed = text.substring(0, places.first())
                    + arguments.newText()
                    + text.substring(places.first() + old.length());
            var outcome = write(arguments.path(), changed);
            return outcome instanceof Outcome.Ok
                    ? new Outcome.Ok("Changed: %s, line %d."
                            .formatted(
                                    workspace.relativize(file), places.lines().getFirst()))
                    : outcome;
        });
    }

    private Outcome delete(DeleteFile arguments) {
        return at(arguments.path(), file -> {
            if (!Files.deleteIfExists(file))
                return new Outcome.Error("There is no file `%s`.".formatted(arguments.path()));
            lastRun = Optional.empty();
            return new Outcome.Ok("Deleted.");
        });
    }

    private Outcome runTests() {
        var run = tests.get();
        lastRun = Optional.of(run);
        return run.green() ? new Outcome.Ok(told(run)) : new Outcome.Error(told(run));
    }

    /** Accepts what somebody else wrote into the workspace, or says what is wrong with it: the files, then the tests. */
    public Outcome finish(String summary) {
        lastRun = Optional.empty();
        return finish(new Finish(summary));
    }

    private Outcome finish(Finish arguments) {
        var findings = checks.workspace(workspace);
        if (!findings.isEmpty()) return notFinished(findings);
        var changed = checks.changes(new ChangeSet(before, checks.texts(workspace), purpose));
        var blocking = changed.stream().filter(Finding::blocks).toList();
        if (!blocking.isEmpty()) return notFinished(blocking);
        advice = changed;
        if (lastRun.isEmpty()) lastRun = Optional.of(tests.get());
        var run = lastRun.get();
        if (!run.green()) return new Outcome.Error("Not finished: " + told(run));
        String summary = Texts.head(arguments.summary().replace("\u0000", "").strip(), SUMMARY);
        return lastWord.on(run, advice, summary)
                .<Outcome>map(it -> new Outcome.Error("Not finished.\n" + it))
                .orElseGet(() -> new Outcome.Finished(summary));
    }

    private Outcome notFinished(List<Finding> findings) {
        refused++;
        return new Outcome.Error("Not finished.\n" + lines(findings));
    }

    private String told(TestRun run) {
        String output = Texts.ends(
                SteadyOutput.of(run.output(), workspace), OUTPUT, "mend what is shown, then run the tests again");
        return run.summary() + "\n" + Fence.exact("test output", output);
    }

    private static String lines(List<Finding> findings) {
        return findings.stream().limit(30).map(Finding::toString).collect(Collectors.joining("\n"));
    }

    @FunctionalInterface
    private interface OnFile {
        Outcome does(Path file) throws IOException;
    }

    private Outcome at(String path, OnFile action) {
        return switch (checks.place(workspace, path)) {
            case Checks.Place.Refused it -> new Outcome.Error(it.finding().toString());
            case Checks.Place.Inside it -> {
                try {
                    yield action.does(it.file());
                } catch (CharacterCodingException e) {
                    yield new Outcome.Error("That file is not text.");
                } catch (IOException e) {
                    yield new Outcome.Error("That did not work: " + e.getMessage());
                }
            }
        };
    }

    /** Where a text stands in another. @param first offset of the first place, -1 for none */
    private record Occurrences(int first, List<Integer> lines) {
        static Occurrences of(String text, String wanted) {
            var lines = new ArrayList<Integer>();
            int line = 1;
            int counted = 0;
            int first = text.indexOf(wanted);
            for (int at = first; at >= 0; at = text.indexOf(wanted, at + 1)) {
                for (; counted < at; counted++) if (text.charAt(counted) == '\n') line++;
                lines.add(line);
            }
            return new Occurrences(first, lines);
        }

        /** Most often it is the white space, or a line that has changed since it was read. */
        static String notThere(String text, String wanted) {
            String advice = "Read the file again and copy the text to the letter.";
            if (text.replaceAll("\\s+", " ")
                    .contains(wanted.replaceAll("\\s+", " ").strip()))
                return "`old_text` is not in the file like this: it is there with other white space. " + advice;
            String firstLine = wanted.strip().lines().findFirst().orElse("").strip();
            var near = firstLine.isEmpty()
                    ? List.<Integer>of()
                    : of(text, firstLine).lines();
            return near.isEmpty()
                    ? "`old_text` is not in the file. " + advice
                    : "`old_text` is not in the file. Its first line is in line %s, and what follows differs. %s"
                            .formatted(near.stream().limit(5).toList(), advice);
        }
    }
}
