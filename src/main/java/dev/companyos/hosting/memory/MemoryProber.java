package dev.companyos.hosting.memory;

import dev.companyos.hosting.Prober;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;

/** Answers 200 wherever it was not told otherwise. */
public final class MemoryProber implements Prober {
    private final ConcurrentHashMap<String, Integer> statuses = new ConcurrentHashMap<>();

    /** @param address the product's address and the path, together */
    public void answer(String address, int status) {
        statuses.put(address, status);
    }

    @Override
    public Page fetch(String url, String path) {
        int status = statuses.getOrDefault(url + path, 200);
        return new Page(status, "text/plain", "page " + path);
    }

    @Override
    public List<Probe> probe(String url, List<String> paths) {
        return paths.stream()
                .map(it -> new Probe(it, statuses.getOrDefault(url + it, 200), 1, ""))
                .toList();
    }
}
