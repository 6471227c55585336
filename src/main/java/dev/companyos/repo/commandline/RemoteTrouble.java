package dev.companyos.repo.commandline;

import dev.companyos.kernel.CompanyException;
import dev.companyos.repo.Origin;
import java.util.Locale;

/** What git says of a repository that it cannot read, in words of a founder. */
final class RemoteTrouble {
    private RemoteTrouble() {}

    static CompanyException of(String errors, Origin origin, RemoteAccess access) {
        var text = errors.toLowerCase(Locale.ROOT);
        var place = origin.place();
        if (has(text, "dubious ownership"))
            return Origin.refused(
                    place, "The folder belongs to another user of this machine, and git does not trust it.");
        if (has(text, "shallow"))
            return Origin.refused(
                    place, "It has only a part of its history (a shallow clone); `git fetch --unshallow` there.");
        if (has(text, "couldn't find remote ref"))
            return Origin.refused(place, "It has no commit on its default branch.");
        if (has(text, "authentication failed", "could not read username", "terminal prompts", "401", "403"))
            return Origin.refused(
                    place,
                    access.knows(place)
                            ? "GITHUB_TOKEN was refused: it has expired, or it may not read this repository."
                            : "It wants a name and a password: it is private, or it is not there.");
        if (has(text, "repository not found", "not found", "does not appear to be a git repository", "not exported"))
            return Origin.refused(
                    place,
                    access.knows(place)
                            ? "There is no such repository, or GITHUB_TOKEN may not see it."
                            : "There is no such repository, or it is private.");
        if (has(text, "fsck", "bad object", "invalid object", "corrupt", "unexpected end"))
            return Origin.refused(place, "Its objects are damaged or unsafe: " + last(errors));
        if (has(text, "object format"))
            return Origin.refused(place, "It names its objects with SHA-256; only SHA-1 is understood.");
        return CompanyException.unavailable(
                "origin",
                "%s cannot be read now.".formatted(place),
                last(errors),
                "See that the address is right and that this machine reaches it; nothing was made.");
    }

    private static boolean has(String text, String... parts) {
        for (var part : parts) if (text.contains(part)) return true;
        return false;
    }

    private static String last(String errors) {
        var lines = errors.strip().lines().filter(it -> !it.isBlank()).toList();
        var line = lines.isEmpty() ? "git gave no reason." : lines.getLast();
        return line.length() > 300 ? line.substring(0, 300) + "…" : line;
    }
}
