package dev.companyos.hosting;

import java.util.List;

/** Asks a running product over HTTP whether it works. */
public interface Prober {
    List<Probe> probe(String url, List<String> paths);

    /** @param status HTTP status, or 0 when there was no answer; @param millis how long it took */
    record Probe(String path, int status, long millis, String detail) {
        public boolean passed() {
            return status >= 200 && status < 300;
        }
    }
}
