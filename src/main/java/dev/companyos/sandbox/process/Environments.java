package dev.companyos.sandbox.process;

import java.util.LinkedHashMap;
import java.util.Map;

/** What a command finds in its environment: what the job says, and the little that every program expects. */
public final class Environments {
    private Environments() {}

    /** Nothing of our own environment; {@code job} wins. */
    public static Map<String, String> of(Map<String, String> job) {
        var all = new LinkedHashMap<String, String>();
        all.put("PATH", "/usr/local/bin:/usr/bin:/bin");
        all.put("HOME", "/tmp");
        all.put("TMPDIR", "/tmp");
        all.put("LANG", "C.UTF-8");
        all.putAll(job);
        return all;
    }
}
