package dev.companyos.repo;

import dev.companyos.kernel.CompanyException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Where an existing repository is. */
public sealed interface Origin {
    /** What a founder may name. */
    Set<String> SCHEMES = Set.of("https", "git");

    Pattern HAS_SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:.*", Pattern.DOTALL);
    Pattern LIKE_SSH = Pattern.compile("[^/\\s]+@[^/\\s]+:.*");

    /** @param path the real one, a folder */
    record Folder(Path path) implements Origin {}

    record Address(URI uri) implements Origin {}

    /** The last part of its name, without {@code .git}. */
    default String name() {
        var parts = place().replaceAll("/+$", "").split("/");
        return parts[parts.length - 1].replaceAll("\\.git$", "");
    }

    /** As git is told it. */
    default String place() {
        return switch (this) {
            case Folder(var path) -> path.toString();
            case Address(var uri) -> uri.toString();
        };
    }

    /**
     * @param text an absolute path of a folder, or an address
     * @throws CompanyException {@code invalid.adopt} for anything else; nothing was asked of the network
     */
    static Origin of(String text, Set<String> schemes) {
        var place = text.strip();
        if (place.isEmpty() || place.length() > 1_000 || place.chars().anyMatch(Character::isISOControl))
            throw refused(text, "It is empty, longer than 1000 characters, or holds control characters.");
        if (LIKE_SSH.matcher(place).matches())
            throw refused(place, "Repositories behind SSH are not taken: the server has no keys of yours.");
        return HAS_SCHEME.matcher(place).matches() ? address(place, schemes) : folder(place);
    }

    private static Origin address(String text, Set<String> schemes) {
        try {
            var uri = URI.create(text);
            var scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
            if (!schemes.contains(scheme))
                throw refused(
                        shown(text), "Of addresses only https:// and git:// are taken, not %s:.".formatted(scheme));
            if (uri.getRawUserInfo() != null || text.contains("@"))
                throw refused(shown(text), "It holds a name or a password, which would be kept with the product.");
            if (uri.getHost() == null
                    || uri.getRawPath() == null
                    || uri.getRawPath().replace("/", "").isEmpty()
                    || uri.getRawQuery() != null
                    || uri.getRawFragment() != null)
                throw refused(shown(text), "It is not the plain address of a repository.");
            return new Address(uri);
        } catch (IllegalArgumentException e) {
            throw refused(shown(text), "It is not an address.");
        }
    }

    private static Origin folder(String text) {
        try {
            var path = Path.of(text);
            if (!path.isAbsolute()) throw refused(text, "It is neither an address nor an absolute path.");
            if (!Files.isDirectory(path)) throw refused(text, "There is no such folder.");
            var real = path.toRealPath();
            if (!Files.exists(real.resolve(".git"))
                    && !(Files.isRegularFile(real.resolve("HEAD")) && Files.isDirectory(real.resolve("objects"))))
                throw refused(text, "That folder is no git repository: there is no .git in it.");
            return new Folder(real);
        } catch (InvalidPathException e) {
            throw refused(text, "It is not a path.");
        } catch (IOException e) {
            throw refused(text, "The folder cannot be read.");
        }
    }

    /** Without what may be a password. */
    private static String shown(String text) {
        return text.replaceAll("//[^/]*@", "//***@");
    }

    static CompanyException refused(String what, String why) {
        return CompanyException.invalid(
                "adopt",
                "`%s` cannot be adopted.".formatted(what.length() > 200 ? what.substring(0, 200) + "…" : what),
                why,
                "Name the folder of a git repository on this machine, or its https:// or git:// address; for a private one on"
                        + " GitHub set GITHUB_TOKEN.");
    }
}
