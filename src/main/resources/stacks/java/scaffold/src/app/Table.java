package app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Rows of one entity, in memory and in a file of JSON lines that only grows: a line for each row written, and one with
 * nothing but the id for each row deleted. A line that a crash cut short is dropped at the next start. Safe to use from many threads.
 */
public final class Table<T extends Table.Entity> {
    private final NavigableMap<Long, Row<T>> rows = new TreeMap<>();
    private final Writer file;
    private long lastId;

    /** What can be kept. */
    public interface Entity {
        Map<String, Object> toJson();
    }

    public record Row<T extends Entity>(long id, Instant createdAt, T value) {
        public Map<String, Object> toJson() {
            var json = new LinkedHashMap<String, Object>();
            json.put("id", id);
            json.put("created_at", createdAt);
            json.putAll(value.toJson());
            return json;
        }
    }

    /** @param total how many match in all */
    public record Page<T extends Entity>(List<Row<T>> rows, int total) {}

    Table(Path path, Function<Map<String, ?>, T> reader) {
        try {
            if (Files.exists(path)) {
                load(path, reader);
            }
            file = Files.newBufferedWriter(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public synchronized Row<T> add(T value) {
        return put(new Row<>(++lastId, Instant.now().truncatedTo(ChronoUnit.SECONDS), value));
    }

    public synchronized Optional<Row<T>> find(long id) {
        return Optional.ofNullable(rows.get(id));
    }

    /** Empty where there is no such row. */
    public synchronized Optional<Row<T>> change(long id, T value) {
        return find(id).map(row -> put(new Row<>(id, row.createdAt(), value)));
    }

    /** Whether there was such a row. */
    public synchronized boolean remove(long id) {
        if (!rows.containsKey(id)) {
            return false;
        }
        append(Map.of("id", id));
        rows.remove(id);
        return true;
    }

    /** Those that hold {@code text} in any value, whatever its case, newest first. */
    public synchronized Page<T> search(String text, int limit, int offset) {
        String wanted = text.toLowerCase(Locale.ROOT);
        var found = rows.descendingMap().values().stream()
                .filter(row -> wanted.isEmpty() || holds(row.value(), wanted))
                .toList();
        return new Page<>(found.stream().skip(offset).limit(limit).toList(), found.size());
    }

    public synchronized int count() {
        return rows.size();
    }

    synchronized void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean holds(Entity value, String wanted) {
        return value.toJson().values().stream()
                .anyMatch(one -> one != null && one.toString().toLowerCase(Locale.ROOT).contains(wanted));
    }

    private Row<T> put(Row<T> row) {
        append(row.toJson());
        rows.put(row.id(), row);
        return row;
    }

    private void append(Map<String, Object> line) {
        try {
            file.write(Json.write(line) + "\n");
            file.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void load(Path path, Function<Map<String, ?>, T> reader) throws IOException {
        String text = Files.readString(path);
        int end = text.lastIndexOf('\n') + 1;
        text.substring(0, end).lines().map(Json::object).forEach(line -> {
            long id = (Long) line.get("id");
            lastId = Math.max(lastId, id);
            if (!line.containsKey("created_at")) {
                rows.remove(id);
            } else {
                rows.put(id, new Row<>(id, Instant.parse(line.get("created_at").toString()), reader.apply(line)));
            }
        });
        if (end < text.length()) {
            Files.writeString(path, text.substring(0, end));
        }
    }
}
