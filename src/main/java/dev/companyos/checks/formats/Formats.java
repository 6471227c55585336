package dev.companyos.checks.formats;

import dev.companyos.checks.Finding;
import java.util.List;
import java.util.Locale;

/** Chooses the reader by the name of the file. Nothing runs, nothing is native. Safe to call from many threads. */
public final class Formats {
    private final DataSyntax data = new DataSyntax();

    /** No findings where the name tells no format that we know. */
    public List<Finding> check(String path, String content) {
        var name = path.substring(path.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
        return data.check(path, name, content);
    }
}
