package dev.companyos.checks;

import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Everything that one task has changed, held against what was there when it began.
 *
 * @param before the product's texts, by path with {@code /} between names
 * @param after the same, now
 * @param purpose what the task was to do, in its own words
 */
public record ChangeSet(SequencedMap<String, String> before, SequencedMap<String, String> after, String purpose) {
    public static ChangeSet of(Map<String, String> before, Map<String, String> after, String purpose) {
        return new ChangeSet(new TreeMap<>(before), new TreeMap<>(after), purpose);
    }

    /** One file. @param was "" where there was none @param is "" where there is none now */
    public record Change(String path, String was, String is) {
        public String name() {
            return path.substring(path.lastIndexOf('/') + 1);
        }

        /** The lines that it did not have before, with their numbers. */
        public Stream<Line> added() {
            var old = new java.util.HashSet<>(was.lines().map(String::strip).toList());
            var lines = is.lines().toList();
            return java.util.stream.IntStream.range(0, lines.size())
                    .mapToObj(i -> new Line(i + 1, lines.get(i)))
                    .filter(it -> !old.contains(it.text().strip()));
        }
    }

    /** @param number from 1 */
    public record Line(int number, String text) {}

    /** In the order of their paths; a deleted file is one whose text is empty now. */
    public List<Change> changes() {
        var paths = new TreeSet<>(before.keySet());
        paths.addAll(after.keySet());
        return paths.stream()
                .map(it -> new Change(it, before.getOrDefault(it, ""), after.getOrDefault(it, "")))
                .filter(it -> !it.was().equals(it.is()))
                .toList();
    }
}
