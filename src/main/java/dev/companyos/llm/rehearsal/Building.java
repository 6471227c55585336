package dev.companyos.llm.rehearsal;

import dev.companyos.llm.rehearsal.code.Product;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/**
 * An engineer's turn: look, write, test, mend, finish, one thing after the other. Which step comes next follows from the
 * conversation alone. At most {@value #MOST_RUNS} test runs, then it finishes and says what is still wrong.
 */
final class Building {
    private static final int MOST_RUNS = 4;
    private static final int MOST_READ = 2;
    private static final int MOST_NEIGHBOURS = 8;
    private static final int MOST_COMPARED = 12;
    private static final Pattern FILE = Pattern.compile("[\\w][\\w./-]{0,150}\\.(?:py|java|html|js|ts|css|md|json)");

    private final Assignments assignments;
    private final RehearsalFaults faults;
    private final JsonMapper json;

    Building(Assignments assignments, RehearsalFaults faults, JsonMapper json) {
        this.assignments = assignments;
        this.faults = faults;
        this.json = json;
    }

    /** @return never empty-handed: calls to make, or something to say */
    Move next(Prompt prompt, Product product) {
        Loop loop = Loop.of(prompt.request().messages(), json);
        if (loop.count("finish") > 2) return Move.say("I have nothing to add: " + summary(prompt, loop, Map.of()));
        if (!loop.did("list_files")) return Move.call("I look at what is there.", Move.list());
        Assignments.Assignment assignment = assignments.of(prompt, product);
        if (!loop.did("search_knowledge") && !loop.did("write_file") && Move.lists(prompt, "search_knowledge"))
            return Move.call(
                    "I ask what we know about it.", Move.knowledge(prompt.task().title()));
        List<String> reads = new ArrayList<>(reads(prompt, loop, assignment));
        loop.all("read_file").map(Loop.Step::path).forEach(reads::remove);
        if (!reads.isEmpty() && !loop.did("write_file"))
            return Move.call("I read what matters here first.", Move.read(reads.getFirst()));
        Map<String, String> wanted = wanted(prompt, loop, assignment);
        if (!loop.did("search_code")
                && !loop.did("write_file")
                && Move.lists(prompt, "search_code")
                && !wanted.isEmpty())
            return Move.call("I see whether anybody has begun with it.", Move.search(stem(wanted)));
        return wanted.isEmpty()
                ? finish(prompt, loop, wanted)
                : work(prompt, loop, wanted, faults(prompt, loop, wanted));
    }

    private Move work(Prompt prompt, Loop loop, Map<String, String> wanted, Map<String, String> firstTry) {
        Map<String, Loop.Step> writes = loop.writes();
        Map<String, String> missing = new TreeMap<>(firstTry);
        missing.keySet().removeAll(writes.keySet());
        if (!missing.isEmpty()) return Move.write("I write the files.", missing);
        Map<String, String> wrong = new TreeMap<>(wanted);
        wrong.entrySet().removeIf(entry -> {
            Loop.Step last = writes.get(entry.getKey());
            return last != null && last.content().equals(entry.getValue());
        });
        boolean refused =
                writes.values().stream().anyMatch(step -> step.failedToWrite() && wrong.containsKey(step.path()));
        if (refused) return Move.write("That was not right; I correct it.", wrong);
        if (!Move.offers(prompt, "run_tests")) return finish(prompt, loop, wanted);
        if (!loop.did("run_tests") || loop.isAfter("write_file", "run_tests"))
            return loop.count("run_tests") < MOST_RUNS
                    ? Move.call("I run the tests.", Move.test())
                    : finish(prompt, loop, wanted);
        boolean failed = loop.last("run_tests").map(Loop.Step::failed).orElse(false);
        if (!failed) return finish(prompt, loop, wanted);
        if (!wrong.isEmpty()) return Move.write("The tests fail because of what I wrote; I correct it.", wrong);
        return retry(prompt, loop, wanted);
    }

    /** What I wrote is what I meant, and still it fails: look at what the failure names, once, then try once more. */
    private Move retry(Prompt prompt, Loop loop, Map<String, String> wanted) {
        String output = loop.last("run_tests").map(Loop.Step::result).orElse("");
        if (loop.count("run_tests") >= MOST_RUNS - 1) return finish(prompt, loop, wanted);
        if (loop.isAfter("read_file", "run_tests")) return Move.call("I run the tests once more.", Move.test());
        List<String> named = FILE.matcher(output)
                .results()
                .map(match -> match.group())
                .filter(path -> listed(loop).contains(path) || wanted.containsKey(path))
                .distinct()
                .limit(MOST_READ)
                .toList();
        if (named.isEmpty()) return finish(prompt, loop, wanted);
        return Move.call("I look at what the failure names.", Move.read(named.getFirst()));
    }

    private Move finish(Prompt prompt, Loop loop, Map<String, String> wanted) {
        String summary = summary(prompt, loop, wanted);
        return Move.offers(prompt, "finish") ? Move.call("", Move.finish(summary)) : Move.say(summary);
    }

    /** For a repair, the files themselves; else the guide, what the last error names, and what shows the manner here. */
    private static List<String> reads(Prompt prompt, Loop loop, Assignments.Assignment assignment) {
        List<String> listed = listed(loop);
        if (prompt.task().isRepair())
            return assignment.files().keySet().stream()
                    .filter(listed::contains)
                    .sorted()
                    .limit(MOST_COMPARED)
                    .toList();
        List<String> reads = new ArrayList<>();
        FILE.matcher(prompt.text("last_error"))
                .results()
                .map(match -> match.group())
                .filter(listed::contains)
                .forEach(reads::add);
        listed.stream()
                .filter(path -> path.matches("(?i)(?:.*/)?(?:readme|guide|contributing)\\.md"))
                .forEach(reads::add);
        var neighbours = listed.stream()
                .filter(path -> path.matches(".+\\.(?:py|java|ts|tsx|js)"))
                .filter(path -> !assignment.files().containsKey(path))
                .sorted(Comparator.comparing(
                                (String path) -> path.toLowerCase(Locale.ROOT).contains("test"))
                        .thenComparing(Comparator.naturalOrder()))
                .limit(MOST_NEIGHBOURS);
        return Stream.concat(reads.stream().distinct().limit(MOST_READ), neighbours)
                .distinct()
                .toList();
    }

    /** The files that should be there; where all of a repair's are as they should be, a note that says so. */
    private static Map<String, String> wanted(Prompt prompt, Loop loop, Assignments.Assignment assignment) {
        if (!prompt.task().isRepair()) return assignment.files();
        Map<String, String> seen = new TreeMap<>();
        loop.all("read_file").forEach(step -> seen.putIfAbsent(step.path(), step.result()));
        boolean intact = !seen.isEmpty()
                && seen.entrySet().stream().allMatch(read -> read.getValue()
                        .strip()
                        .contains(assignment
                                .files()
                                .getOrDefault(read.getKey(), "")
                                .strip()));
        return intact || assignment.files().isEmpty() ? assignment.note(seen.keySet()) : assignment.files();
    }

    private Map<String, String> faults(Prompt prompt, Loop loop, Map<String, String> wanted) {
        if (loop.again()) return wanted;
        int attempt = prompt.task().attempt();
        if (faults.strikes(RehearsalFaults.Kind.SYNTAX, prompt.opening(), attempt)) return Slips.syntax(wanted);
        if (faults.strikes(RehearsalFaults.Kind.TESTS, prompt.opening(), attempt)) return Slips.tests(wanted);
        return wanted;
    }

    /** The name of the first file, without folders and ending. */
    private static String stem(Map<String, String> wanted) {
        String path = wanted.keySet().stream().sorted().findFirst().orElse("");
        return path.substring(path.lastIndexOf('/') + 1).replaceAll("\\..*|[^A-Za-z0-9_]", "");
    }

    private static List<String> listed(Loop loop) {
        return loop.last("list_files")
                .map(Loop.Step::result)
                .orElse("")
                .lines()
                .map(line -> line.strip().replaceFirst("^[-*]\\s+", "").split("\\s", 2)[0])
                .filter(path -> !path.isEmpty())
                .toList();
    }

    private static String summary(Prompt prompt, Loop loop, Map<String, String> wanted) {
        List<String> refused = loop.writes().values().stream()
                .filter(Loop.Step::failedToWrite)
                .map(step -> "%s was refused: %s".formatted(step.path(), Prompt.line(step.result(), 200)))
                .sorted()
                .toList();
        boolean failing = loop.last("run_tests").map(Loop.Step::failed).orElse(false);
        String title =
                prompt.task().title().isEmpty() ? "The task" : prompt.task().title();
        String state = failing
                ? "The tests still fail: "
                        + Prompt.line(
                                loop.last("run_tests").map(Loop.Step::result).orElse(""), 300)
                : loop.did("run_tests") ? "All tests pass." : "No tests were run.";
        String files = wanted.isEmpty() ? "Nothing was changed." : "%d files written.".formatted(wanted.size());
        return "%s. %s %s %s"
                .formatted(title, files, state, String.join(" ", refused))
                .strip();
    }
}
