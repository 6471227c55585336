package app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** All that the product keeps: a table per entity, each a file in one folder. Safe to use from many threads. */
public final class Store implements AutoCloseable {
    private final Path folder;
    private final Map<String, Table<?>> tables = new TreeMap<>();

    public Store(Path folder) {
        try {
            this.folder = Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The table of that name, made if need be. Whoever asks for it again must read it as the same type. */
    @SuppressWarnings("unchecked")
    public synchronized <T extends Table.Entity> Table<T> table(String name, Function<Map<String, ?>, T> reader) {
        return (Table<T>) tables.computeIfAbsent(name, _ -> new Table<>(folder.resolve(name + ".jsonl"), reader));
    }

    /** How many rows there are, by the name of each table that a feature has asked for. */
    public synchronized Map<String, Integer> counts() {
        var counts = new TreeMap<String, Integer>();
        tables.forEach((name, table) -> counts.put(name, table.count()));
        return counts;
    }

    @Override
    public synchronized void close() {
        tables.values().forEach(Table::close);
    }
}
