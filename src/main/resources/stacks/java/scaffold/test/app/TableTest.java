package app;

import app.testing.Expect;
import app.testing.Test;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;

final class TableTest {
    private record Note(String text) implements Table.Entity {
        static Note of(Map<String, ?> json) {
            return new Note((String) json.get("text"));
        }

        @Override
        public Map<String, Object> toJson() {
            return Map.of("text", text);
        }
    }

    @Test
    void rows_are_there_after_a_restart_and_ids_are_not_used_again() throws IOException {
        Path folder = Files.createTempDirectory("table");
        try (var store = new Store(folder)) {
            var notes = store.table("notes", Note::of);
            notes.add(new Note("first"));
            notes.add(new Note("second"));
            notes.change(1, new Note("first, changed"));
            notes.remove(2);
        }
        try (var store = new Store(folder)) {
            var notes = store.table("notes", Note::of);
            Expect.equal(new Note("first, changed"), notes.find(1).orElseThrow().value());
            Expect.equal(Map.of("notes", 1), store.counts());
            Expect.equal(3L, notes.add(new Note("third")).id());
        }
    }

    @Test
    void a_line_that_a_crash_cut_short_is_dropped() throws IOException {
        Path folder = Files.createTempDirectory("table");
        try (var store = new Store(folder)) {
            store.table("notes", Note::of).add(new Note("kept"));
        }
        Files.writeString(folder.resolve("notes.jsonl"), "{\"id\":2,\"cre", StandardOpenOption.APPEND);
        try (var store = new Store(folder)) {
            var notes = store.table("notes", Note::of);
            Expect.equal(1, notes.count());
            Expect.equal(2L, notes.add(new Note("next")).id());
        }
    }
}
