package dev.companyos.bus;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.companyos.facts.AppraisalFact;
import dev.companyos.facts.Fact;
import dev.companyos.kernel.CompanyException;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Facts as JSON. A fact's type is its place in the sealed tree, such as {@code TaskFact.Ready}. */
public final class FactCodec {
    private final Map<String, Class<? extends Fact>> types = new TreeMap<>();
    private final JsonMapper json = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .addMixIn(AppraisalFact.Feedback.class, Kinds.class)
            .build();

    @JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "kind")
    private interface Kinds {}

    public FactCodec() {
        collect(Fact.class);
    }

    public String type(Fact fact) {
        return name(fact.getClass());
    }

    public String encode(Fact fact) {
        return json.writeValueAsString(fact);
    }

    /** @throws CompanyException {@code invalid.fact} for a type or a text that is no fact */
    public Fact decode(String type, String text) {
        var known = types.get(type);
        if (known == null) throw unreadable("`%s` is no type of fact.".formatted(cut(type)));
        try {
            return json.readValue(text, known);
        } catch (JacksonException | IllegalArgumentException | NullPointerException e) {
            throw unreadable("It is no %s: %s".formatted(type, cut(String.valueOf(e.getMessage()))));
        }
    }

    /** All types, by name. */
    public Map<String, Class<? extends Fact>> types() {
        return Map.copyOf(types);
    }

    private void collect(Class<? extends Fact> type) {
        if (type.isSealed()) for (var each : type.getPermittedSubclasses()) collect(each.asSubclass(Fact.class));
        else types.put(name(type), type);
    }

    private static String name(Class<?> type) {
        var outer = type.getEnclosingClass();
        return outer == null ? type.getSimpleName() : outer.getSimpleName() + "." + type.getSimpleName();
    }

    private static String cut(String text) {
        return text.length() > 200 ? text.substring(0, 200) + "…" : text;
    }

    private static CompanyException unreadable(String why) {
        return CompanyException.invalid("fact", "A message cannot be read.", why, "See `company inbox list`.");
    }
}
