package dev.companyos.roles;

import dev.companyos.kernel.CompanyException;
import dev.companyos.kernel.RoleId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Role files: ours from the jar, named in {@code roles/index.txt}, and the founder's, which replace or add. */
public final class RoleFiles implements Roles {
    private static final Pattern HEADER = Pattern.compile("\\A---\\R(.*?)\\R---\\R(.*)\\z", Pattern.DOTALL);
    private static final Pattern SPAN = Pattern.compile("(\\d{1,6})([smhd])");
    private static final int MOST_HANDS = 50;
    private static final int LONGEST = 40_000;

    private final Map<RoleId, Role> roles = new TreeMap<>();

    /**
     * @param extra {@code $COMPANY_HOME/roles}; need not be there
     * @throws CompanyException {@code invalid.roles}, which names every mistake of every file with what would be right
     */
    public RoleFiles(Path extra) {
        var wrong = new ArrayList<String>();
        for (var file : files(extra).entrySet()) read(file.getKey(), file.getValue(), wrong);
        if (!wrong.isEmpty())
            throw CompanyException.invalid(
                    "roles", "The role files hold mistakes.", String.join("\n", wrong), "Mend them in these files.");
    }

    @Override
    public List<Role> all() {
        return List.copyOf(roles.values());
    }

    @Override
    public Optional<Role> find(RoleId id) {
        return Optional.ofNullable(roles.get(id));
    }

    private static Map<String, String> files(Path extra) {
        var files = new LinkedHashMap<String, String>();
        for (String name : resource("index.txt").strip().split("\\R")) files.put(name.strip(), resource(name.strip()));
        if (!Files.isDirectory(extra)) return files;
        try (var found = Files.newDirectoryStream(extra, "*.md")) {
            for (Path file : found) files.put(file.getFileName().toString(), Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }

    private void read(String file, String text, List<String> wrong) {
        int before = wrong.size();
        var parts = HEADER.matcher(text);
        if (!parts.matches() || text.length() > LONGEST) {
            wrong.add(file
                    + ": needs a header between two lines of ---, then the prompt; at most %d characters"
                            .formatted(LONGEST));
            return;
        }
        try {
            var role = role(
                    file,
                    YAMLMapper.builder().build().readTree(parts.group(1)),
                    parts.group(2).strip(),
                    wrong);
            if (wrong.size() == before) roles.put(role.id(), role);
        } catch (JacksonException e) {
            wrong.add("%s: the header is no YAML: %s".formatted(file, e.getOriginalMessage()));
        }
    }

    private static Role role(String file, JsonNode header, String prompt, List<String> wrong) {
        var keys = List.of("id", "title", "duty", "tier", "hears", "every", "tools", "hands");
        header.propertyNames().forEach(key -> {
            if (!keys.contains(key)) wrong.add("%s: %s is no key; the keys are %s".formatted(file, key, keys));
        });
        String id = header.path("id").asString("");
        if (!(id + ".md").equals(file) || !id.matches("[a-z][a-z0-9_]{0,39}"))
            wrong.add("%s: id is `%s`; right is the file's name without .md, in lower case".formatted(file, id));
        String title = header.path("title").asString("");
        if (title.isBlank()) wrong.add(file + ": title is missing; right is a job title");
        if (prompt.isBlank()) wrong.add(file + ": the prompt is empty");
        int hands = header.path("hands").asInt(1);
        if (hands < 1 || hands > MOST_HANDS)
            wrong.add("%s: hands is %d; right is 1 to %d".formatted(file, hands, MOST_HANDS));
        return new Role(
                new RoleId(id.matches("[a-z][a-z0-9_]{0,39}") ? id : "unnamed"),
                title,
                choice(file, "duty", header, Role.Duty.class, Role.Duty.WRITE, wrong),
                choice(file, "tier", header, Role.Tier.class, Role.Tier.JUNIOR, wrong),
                texts(header.path("hears")),
                every(file, header.path("every").asString(""), wrong),
                texts(header.path("tools")),
                hands,
                prompt);
    }

    private static <E extends Enum<E>> E choice(
            String file, String key, JsonNode header, Class<E> kind, E otherwise, List<String> wrong) {
        String text = header.path(key).asString("");
        for (E it : kind.getEnumConstants())
            if (it.name().toLowerCase(Locale.ROOT).equals(text)) return it;
        wrong.add("%s: %s is `%s`; right is one of %s"
                .formatted(
                        file,
                        key,
                        text,
                        List.of(kind.getEnumConstants()).toString().toLowerCase(Locale.ROOT)));
        return otherwise;
    }

    private static Optional<Duration> every(String file, String text, List<String> wrong) {
        if (text.isBlank()) return Optional.empty();
        var span = SPAN.matcher(text);
        if (!span.matches()) {
            wrong.add("%s: every is `%s`; right is a span such as 90s, 5m, 6h or 7d".formatted(file, text));
            return Optional.empty();
        }
        long count = Long.parseLong(span.group(1));
        return Optional.of(
                switch (span.group(2)) {
                    case "s" -> Duration.ofSeconds(count);
                    case "m" -> Duration.ofMinutes(count);
                    case "h" -> Duration.ofHours(count);
                    default -> Duration.ofDays(count);
                });
    }

    private static List<String> texts(JsonNode list) {
        var texts = new ArrayList<String>();
        for (var it : list) texts.add(it.asString(""));
        return List.copyOf(texts);
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
