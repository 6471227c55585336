package dev.companyos.hosting.memory;

import dev.companyos.hosting.Prober;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;

/** Answers 200 wherever it was not told otherwise; where it was told 0, nobody answers. */
public final class MemoryProber implements Prober {
    private static final String NOBODY = "Nobody answers.";

    private final ConcurrentHashMap<String, Integer> statuses = new ConcurrentHashMap<>();

    /** @param address the product's address and the path, together */
    public void answer(String address, int status) {
        statuses.put(address, status);
    }

    @Override
    public Page fetch(String url, String path) {
        if (!path.startsWith("/")) return new Page(0, "", "A path begins with a slash.");
        int status = statuses.getOrDefault(url + path, 200);
        return status == 0 ? new Page(0, "", NOBODY) : new Page(status, "text/plain", "page " + path);
    }

    @Override
    public List<Probe> probe(String url, List<String> paths) {
        return paths.stream()
                .map(it -> {
                    int status = statuses.getOrDefault(url + it, 200);
                    return new Probe(it, status, 1, status == 0 ? NOBODY : "");
                })
                .toList();
    }
}
