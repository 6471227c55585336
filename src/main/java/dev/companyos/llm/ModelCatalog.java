package dev.companyos.llm;

import dev.companyos.kernel.CompanyException;
import dev.companyos.kernel.RoleId;
import dev.companyos.kernel.Tier;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The models of one provider: which one thinks for which tier, at what price. Read from {@code models.yaml}. */
public final class ModelCatalog {
    private static final YAMLMapper YAML = YAMLMapper.builder().build();

    private final String provider;
    private final Map<Tier, List<String>> tiers;
    private final Map<String, ModelRow> rows;
    private final Map<RoleId, String> roles;

    /**
     * @param yaml the text of a {@code models.yaml}
     * @param overrides models to use instead of the file's; one that the file does not know is priced as the provider's
     *     dearest, so that a budget errs on the safe side
     */
    public ModelCatalog(String yaml, String provider, Map<Tier, String> overrides) {
        this.provider = provider;
        Provider file = read(yaml, provider);
        this.rows = file.models().entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        Map.Entry::getKey, it -> it.getValue().row(it.getKey())));
        this.tiers = new EnumMap<>(Tier.class);
        for (Tier tier : Tier.values()) {
            String key = tier.name().toLowerCase(Locale.ROOT);
            var byFile = file.tiers().getOrDefault(key, List.of());
            if (byFile.isEmpty() || !rows.keySet().containsAll(byFile))
                throw broken("`%s.tiers.%s` must list models of `%s.models`.".formatted(provider, key, provider));
            tiers.put(
                    tier,
                    Stream.concat(Stream.ofNullable(overrides.get(tier)), byFile.stream())
                            .distinct()
                            .toList());
        }
        this.roles = Map.of();
    }

    private ModelCatalog(
            String provider, Map<Tier, List<String>> tiers, Map<String, ModelRow> rows, Map<RoleId, String> roles) {
        this.provider = provider;
        this.tiers = tiers;
        this.rows = rows;
        this.roles = Map.copyOf(roles);
    }

    /** The file in this jar. */
    public static ModelCatalog shipped(String provider, Map<Tier, String> overrides) {
        try (InputStream file = ModelCatalog.class.getResourceAsStream("/models.yaml")) {
            if (file == null) throw broken("It is not in the jar.");
            return new ModelCatalog(
                    new String(file.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8), provider, overrides);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    public String provider() {
        return provider;
    }

    public ModelRow of(Tier tier) {
        return candidates(tier).getFirst();
    }

    /** Which models may do the thinking of a tier, the wanted one first; never empty. */
    public List<ModelRow> candidates(Tier tier) {
        return tiers.getOrDefault(tier, List.of()).stream().map(this::row).toList();
    }

    /** The same for one role, which may have a model of its own. */
    public List<ModelRow> candidates(RoleId role, Tier tier) {
        return Stream.concat(Stream.ofNullable(roles.get(role)).map(this::row), candidates(tier).stream())
                .distinct()
                .toList();
    }

    /** The same catalog, in which a model costs so many US dollars per million tokens, cached or not. */
    public ModelCatalog withPrice(String model, double input, double output) {
        var at = BigDecimal.valueOf(input);
        var priced = new HashMap<>(rows);
        priced.put(model, row(model).priced(new ModelRow.Price(at, BigDecimal.valueOf(output), at, at)));
        return new ModelCatalog(provider, tiers, Map.copyOf(priced), roles);
    }

    /** The same catalog, in which these roles have models of their own. */
    public ModelCatalog withRoles(Map<RoleId, String> models) {
        return new ModelCatalog(provider, tiers, rows, models);
    }

    /** An unknown name gets the provider's dearest row. */
    public ModelRow row(String model) {
        ModelRow known = rows.get(model);
        return known != null ? known : dearest().named(model);
    }

    /** What the founder should know about the choice of models, one sentence each; empty when all is well. */
    public List<String> remarks() {
        return Stream.concat(tiers.values().stream().map(List::getFirst), roles.values().stream())
                .distinct()
                .filter(it -> !rows.containsKey(it))
                .map(it -> "models.yaml has no price for `%s`: it is counted at the price of `%s`, the dearest of %s."
                        .formatted(it, dearest().name(), provider))
                .toList();
    }

    private ModelRow dearest() {
        return rows.values().stream()
                .max(Comparator.comparing((ModelRow it) -> it.price().output())
                        .thenComparing(it -> it.price().input()))
                .orElseThrow(() -> broken("`%s.models` is empty.".formatted(provider)));
    }

    private static Provider read(String yaml, String provider) {
        try {
            var file = YAML.readTree(yaml);
            if (!file.has(provider)) throw broken("It has no provider `%s`.".formatted(provider));
            return YAML.treeToValue(file.get(provider), Provider.class);
        } catch (JacksonException e) {
            throw broken(e.getOriginalMessage());
        }
    }

    private static CompanyException broken(String why) {
        return CompanyException.invalid(
                "models", "models.yaml cannot be used.", why, "Compare it with the one in the repository.");
    }

    private record Provider(Map<String, List<String>> tiers, Map<String, Entry> models) {}

    private record Entry(
            int context,
            int maxOutput,
            ModelRow.Price price,
            java.util.Optional<ModelRow.LongPrompt> longPrompt,
            java.util.Optional<java.math.BigDecimal> batch,
            java.util.Optional<String> thinking,
            String source,
            java.time.LocalDate checked) {
        ModelRow row(String name) {
            return new ModelRow(name, context, maxOutput, price, longPrompt, batch, thinking, source, checked);
        }
    }
}
