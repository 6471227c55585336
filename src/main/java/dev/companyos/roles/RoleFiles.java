package dev.companyos.roles;

import dev.companyos.kernel.CompanyException;
import dev.companyos.kernel.RoleId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Role files: ours from the jar, named in {@code roles/index.txt}, and the founder's, which replace or add. */
public final class RoleFiles implements Roles {
    private final Map<RoleId, Role> roles = new TreeMap<>();

    /**
     * @param extra {@code $COMPANY_HOME/roles}; need not be there
     * @throws CompanyException {@code invalid.roles}, which names every mistake of every file with what would be right
     */
    public RoleFiles(Path extra) {
        var wrong = new ArrayList<String>();
        var files = shipped();
        files.putAll(added(extra, wrong));
        files.forEach((name, text) -> RoleFile.read(name, text, wrong).ifPresent(it -> roles.put(it.id(), it)));
        if (!wrong.isEmpty())
            throw CompanyException.invalid(
                    "roles",
                    "The role files hold %d mistake%s.".formatted(wrong.size(), wrong.size() == 1 ? "" : "s"),
                    String.join("\n", wrong),
                    "Mend them in these files; those that you added are in %s.".formatted(extra));
    }

    @Override
    public List<Role> all() {
        return List.copyOf(roles.values());
    }

    @Override
    public Optional<Role> find(RoleId id) {
        return Optional.ofNullable(roles.get(id));
    }

    private static Map<String, String> shipped() {
        var files = new TreeMap<String, String>();
        for (String name : resource("index.txt").strip().split("\\R")) files.put(name.strip(), resource(name.strip()));
        return files;
    }

    private static Map<String, String> added(Path extra, List<String> wrong) {
        var files = new TreeMap<String, String>();
        if (!Files.isDirectory(extra)) return files;
        try (var found = Files.newDirectoryStream(extra, "*.md")) {
            for (Path file : found) text(file, wrong).ifPresent(it -> files.put(nameOf(file), it));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }

    private static Optional<String> text(Path file, List<String> wrong) {
        try {
            if (Files.size(file) <= RoleFile.LONGEST) return Optional.of(Files.readString(file));
            wrong.add("%s: it has %d bytes; right is at most %d"
                    .formatted(nameOf(file), Files.size(file), RoleFile.LONGEST));
        } catch (CharacterCodingException e) {
            wrong.add("%s: it is no UTF-8 text; right is a text file in UTF-8".formatted(nameOf(file)));
        } catch (IOException e) {
            wrong.add("%s: it cannot be read (%s); right is a file that this user may read"
                    .formatted(nameOf(file), e.getClass().getSimpleName()));
        }
        return Optional.empty();
    }

    private static String nameOf(Path file) {
        return String.valueOf(file.getFileName());
    }

    private static String resource(String name) {
        try (var in = RoleFiles.class.getResourceAsStream("/roles/" + name)) {
            if (in == null) throw new IllegalStateException("roles/" + name + " is not in the jar");
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
