package dev.companyos.repo.commandline;

import dev.companyos.kernel.Commit;
import dev.companyos.repo.Origin;
import dev.companyos.repo.WorkspaceWalk;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Looks at a tree that others made, before any file of it is written. */
final class ForeignTree {
    private static final int LINKS = 1_000;

    private final Git git;
    private final GitAdoptions.Bounds bounds;

    ForeignTree(Git git, GitAdoptions.Bounds bounds) {
        this.git = git;
        this.bounds = bounds;
    }

    private record Entry(String mode, String sha, long size, String path) {
        static Entry of(String line) {
            var fields = line.substring(0, line.indexOf('\t')).trim().split(" +");
            long size = fields[3].equals("-") ? 0 : Long.parseLong(fields[3]);
            return new Entry(fields[0], fields[2], size, line.substring(line.indexOf('\t') + 1));
        }
    }

    /** @return the paths of all files */
    List<String> check(Origin origin, Commit tip) {
        var entries = git.call("ls-tree", "-r", "-z", "--long", "--full-tree", tip.sha()).run().items().stream()
                .map(Entry::of)
                .toList();
        if (entries.isEmpty()) throw Origin.refused(origin.place(), "There is no file in it.");
        if (entries.size() > bounds.files())
            throw Origin.refused(
                    origin.place(), "It has %,d files; %,d are taken.".formatted(entries.size(), bounds.files()));
        if (entries.stream().mapToLong(Entry::size).sum() > bounds.bytes())
            throw Origin.refused(
                    origin.place(),
                    "Its files are larger than %,d MB together.".formatted(Math.max(1, bounds.bytes() >> 20)));
        refuseAny(
                origin,
                entries.stream().filter(it -> it.mode().equals("160000")).toList(),
                "It has submodules, which are not fetched");
        refuseAny(
                origin,
                entries.stream().filter(it -> unkept(it.path())).toList(),
                "Some of its names hold control characters or are no UTF-8");
        refuseAny(origin, leadingOut(origin, entries), "Some of its symbolic links lead out of it");
        return entries.stream().map(Entry::path).toList();
    }

    private List<Entry> leadingOut(Origin origin, List<Entry> entries) {
        var links = entries.stream().filter(it -> it.mode().equals("120000")).toList();
        if (links.size() > LINKS)
            throw Origin.refused(
                    origin.place(), "It has %,d symbolic links; %,d are taken.".formatted(links.size(), LINKS));
        var bad = new ArrayList<Entry>();
        for (var link : links) {
            var target = link.size() > 4_096
                    ? ""
                    : git.call("cat-file", "blob", link.sha()).run().text();
            if (!WorkspaceWalk.staysInside(link.path(), target)) bad.add(link);
        }
        return bad;
    }

    private static boolean unkept(String path) {
        return path.chars().anyMatch(it -> Character.isISOControl(it) || it == 0xFFFD);
    }

    private static void refuseAny(Origin origin, List<Entry> found, String why) {
        if (found.isEmpty()) return;
        var names = found.stream().limit(5).map(it -> clean(it.path())).collect(Collectors.joining(", "));
        throw Origin.refused(origin.place(), why + ": " + names + (found.size() > 5 ? ", …" : "") + ".");
    }

    private static String clean(String path) {
        var plain = path.replaceAll("[\\p{Cntrl}]", "?");
        return plain.length() > 100 ? plain.substring(0, 100) + "…" : plain;
    }
}
