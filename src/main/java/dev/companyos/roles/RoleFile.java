package dev.companyos.roles;

import dev.companyos.facts.Channel;
import dev.companyos.kernel.RoleId;
import dev.companyos.kernel.Tier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** One role file on its way to a {@link Role}. Notes each mistake with file, key, value and what would be right. */
final class RoleFile {
    /** Characters of a whole file: a prompt that is longer costs more than it says. */
    static final int LONGEST = 40_000;

    private static final Pattern PARTS =
            Pattern.compile("\\A\uFEFF?---\\h*\\R(.*?)\\R---\\h*(?:\\R(.*))?\\z", Pattern.DOTALL);
    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9_]{0,39}");
    private static final Pattern SPAN = Pattern.compile("0*([1-9]\\d{0,4})([smhd])");
    private static final Pattern SLOT = Pattern.compile("\\{\\{(.*?)}}");
    private static final int MOST_HANDS = 50;
    private static final List<String> KEYS = List.of("id", "title", "duty", "tier", "hears", "every", "tools", "hands");
    private static final List<String> SLOTS = List.of("company", "product", "mission", "agent");

    /** Duties whose every turn is a task that was handed over. */
    private static final Set<Role.Duty> BY_TASK = Set.of(Role.Duty.BUILD, Role.Duty.RELEASE);

    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .build();

    private final String file;
    private final JsonNode header;
    private final List<String> wrong;

    private RoleFile(String file, JsonNode header, List<String> wrong) {
        this.file = file;
        this.header = header;
        this.wrong = wrong;
    }

    /** @return empty exactly when something was added to {@code wrong} */
    static Optional<Role> read(String file, String text, List<String> wrong) {
        var parts = PARTS.matcher(text);
        if (text.length() > LONGEST || !parts.matches()) {
            wrong.add(
                    "%s: it has %d characters; right is a header between two lines of ---, then the prompt, at most %d in all"
                            .formatted(file, text.length(), LONGEST));
            return Optional.empty();
        }
        int before = wrong.size();
        String prompt = Optional.ofNullable(parts.group(2)).orElse("").strip();
        try {
            var header = YAML.readTree(parts.group(1));
            if (header.isObject()) {
                var role = new RoleFile(file, header, wrong).role(prompt);
                return wrong.size() == before ? Optional.of(role) : Optional.empty();
            }
            wrong.add("%s: the header is `%s`; right is one `key: value` a line".formatted(file, shown(header)));
        } catch (JacksonException e) {
            wrong.add("%s: the header is not YAML that can be read; right is each key once, `key: value` (%s)"
                    .formatted(file, e.getOriginalMessage().lines().findFirst().orElse("")));
        }
        return Optional.empty();
    }

    private Role role(String prompt) {
        header.propertyNames().forEach(key -> check(key, KEYS.contains(key), "one of the keys " + KEYS));
        String id = text("id");
        boolean named = ID.matcher(id).matches() && file.equals(id + ".md");
        check("id", named, "the file's name without .md: 1 to 40 of a-z, 0-9 and _, a letter first");
        check("title", !text("title").isBlank(), "a job title");
        int hands = header.has("hands") ? header.path("hands").asInt(0) : 1;
        boolean whole = !header.has("hands") || header.path("hands").isIntegralNumber();
        check("hands", whole && hands >= 1 && hands <= MOST_HANDS, "a whole number from 1 to " + MOST_HANDS);
        checkPrompt(prompt);

        var duty = choice("duty", Role.Duty.class).orElse(Role.Duty.WRITE);
        String ours = "cto.tasks." + id;
        var channels = Channel.COMMON.stream().map(Channel::name).toList();
        var hears = texts("hears", it -> channels.contains(it) || it.equals(ours), channels + " or " + ours);
        if (BY_TASK.contains(duty)) check("hears", hears.contains(ours), "a list with " + ours + ", for its tasks");
        return new Role(
                new RoleId(named ? id : "unnamed"),
                text("title"),
                duty,
                choice("tier", Tier.class).orElse(Tier.JUNIOR),
                hears,
                every(),
                texts("tools", Role.TOOLS::contains, Role.TOOLS.toString()),
                hands,
                prompt);
    }

    private void checkPrompt(String prompt) {
        if (prompt.isEmpty()) wrong.add("%s: the prompt is ``; right is text after the header".formatted(file));
        SLOT.matcher(prompt).results().map(it -> it.group(1)).distinct().forEach(slot -> {
            if (!SLOTS.contains(slot))
                wrong.add("%s: the prompt's slot is `{{%s}}`; right is one of %s".formatted(file, slot, SLOTS));
        });
    }

    private <E extends Enum<E>> Optional<E> choice(String key, Class<E> kind) {
        var names = List.of(kind.getEnumConstants()).toString().toLowerCase(Locale.ROOT);
        for (E it : kind.getEnumConstants())
            if (it.name().toLowerCase(Locale.ROOT).equals(text(key))) return Optional.of(it);
        check(key, false, "one of " + names);
        return Optional.empty();
    }

    private Optional<Duration> every() {
        if (!header.has("every")) return Optional.empty();
        var span = SPAN.matcher(text("every"));
        check("every", span.matches(), "a span such as 90s, 5m, 6h or 7d; leave the key out for never");
        if (!span.matches()) return Optional.empty();
        long count = Long.parseLong(span.group(1));
        return Optional.of(
                switch (span.group(2)) {
                    case "s" -> Duration.ofSeconds(count);
                    case "m" -> Duration.ofMinutes(count);
                    case "h" -> Duration.ofHours(count);
                    default -> Duration.ofDays(count);
                });
    }

    private List<String> texts(String key, Predicate<String> known, String right) {
        if (!header.has(key)) return List.of();
        check(key, header.path(key).isArray(), "a list, such as [one, two], of " + right);
        var texts = new ArrayList<String>();
        for (var it : header.path(key)) {
            String text = it.asString("");
            if (known.test(text)) texts.add(text);
            else wrong.add("%s: %s holds `%s`; right is any of %s".formatted(file, key, shown(it), right));
        }
        return List.copyOf(texts);
    }

    /** The value of {@code key}, or "" where there is none or it is a list or a map. */
    private String text(String key) {
        return header.path(key).asString("");
    }

    private void check(String key, boolean fine, String right) {
        if (!fine) wrong.add("%s: %s is `%s`; right is %s".formatted(file, key, shown(header.path(key)), right));
    }

    private static String shown(JsonNode value) {
        if (value.isMissingNode()) return "";
        String text = value.isString() ? value.asString() : value.toString();
        return text.length() > 80 ? text.substring(0, 80) + "…" : text;
    }
}
