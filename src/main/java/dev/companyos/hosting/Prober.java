package dev.companyos.hosting;

import java.util.List;

/** Asks a running product over HTTP whether it works. */
public interface Prober {
    List<Probe> probe(String url, List<String> paths);

    /**
     * One GET of the product's own address; redirects to another one are not followed.
     *
     * @param path begins with a slash; any text is safe
     */
    Page fetch(String url, String path);

    /** @param status HTTP status, or 0 when there was no answer; @param body of at most 64 KiB, or why there is none */
    record Page(int status, String contentType, String body) {}

    /** @param status HTTP status, or 0 when there was no answer; @param millis how long it took */
    record Probe(String path, int status, long millis, String detail) {
        public boolean passed() {
            return status >= 200 && status < 300;
        }
    }
}
