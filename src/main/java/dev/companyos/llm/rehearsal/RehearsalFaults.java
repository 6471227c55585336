package dev.companyos.llm.rehearsal;

import dev.companyos.kernel.CompanyException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/**
 * The ways in which the rehearsal errs on request, as real models do. Each strikes or not by the text of the request
 * alone, and from each there is a way back: what was wrong is right when the model is shown the error.
 */
public final class RehearsalFaults {
    public enum Kind {
        /** One source file of the first change does not parse. */
        SYNTAX,
        /** The first change parses, and its tests fail. */
        TESTS,
        /** A reply that should be JSON is cut off; asked again, it is whole. */
        JSON,
        /** The first attempt at a task is refused. Never where the prompt names no attempt: nobody could get past it. */
        REFUSE,
        /** Replies take seconds. */
        SLOW
    }

    /** Nothing goes wrong. */
    public static final RehearsalFaults NONE = new RehearsalFaults(Map.of());

    /** Empty: on the first attempt only. */
    private final Map<Kind, OptionalDouble> odds;

    private RehearsalFaults(Map<Kind, OptionalDouble> odds) {
        this.odds = Map.copyOf(odds);
    }

    /**
     * Reads {@code COMPANY_REHEARSAL_FAULTS}: {@code syntax=first,json=0.3}, {@code all}, or "" for none. A name without
     * a value is on the first attempt only.
     *
     * @throws CompanyException {@code invalid.rehearsal-faults}, listing what would be right
     */
    public static RehearsalFaults parse(String setting) {
        Map<Kind, OptionalDouble> odds = new EnumMap<>(Kind.class);
        for (String part : setting.split(",", -1)) {
            String item = part.strip().toLowerCase(Locale.ROOT);
            if (item.isEmpty() || item.equals("none")) continue;
            int at = item.indexOf('=');
            String name = at < 0 ? item : item.substring(0, at).strip();
            OptionalDouble value =
                    value(at < 0 ? "first" : item.substring(at + 1).strip(), setting);
            for (Kind kind : kinds(name, setting)) odds.put(kind, value);
        }
        return odds.isEmpty() ? NONE : new RehearsalFaults(odds);
    }

    /**
     * @param seed the text that decides
     * @param attempt 1 for the first
     */
    boolean strikes(Kind kind, String seed, int attempt) {
        OptionalDouble chance = odds.get(kind);
        if (chance == null) return false;
        return chance.isEmpty() ? attempt <= 1 : fraction(kind + seed) < chance.getAsDouble();
    }

    /** The same for the same text, everywhere and always; evenly spread over 0 to 1 (exclusive). */
    static double fraction(String text) {
        long mixed = text.hashCode() * 0x9E3779B97F4A7C15L;
        mixed = (mixed ^ (mixed >>> 32)) * 0xD6E8FEB86659FD93L;
        return (mixed >>> 11) / (double) (1L << 53);
    }

    private static List<Kind> kinds(String name, String setting) {
        if (name.equals("all")) return List.of(Kind.values());
        return Arrays.stream(Kind.values())
                .filter(kind -> kind.name().equalsIgnoreCase(name))
                .findFirst()
                .map(List::of)
                .orElseThrow(() -> wrong(setting, "`%s` is not a fault.".formatted(name)));
    }

    private static OptionalDouble value(String value, String setting) {
        if (value.equals("first")) return OptionalDouble.empty();
        try {
            double odds = Double.parseDouble(value);
            if (odds >= 0 && odds <= 1) return OptionalDouble.of(odds);
        } catch (NumberFormatException e) {
            throw wrong(setting, "`%s` is neither a number nor `first`.".formatted(value));
        }
        throw wrong(setting, "`%s` is not between 0 and 1.".formatted(value));
    }

    private static CompanyException wrong(String setting, String why) {
        String names = Arrays.stream(Kind.values())
                .map(kind -> "`" + kind.name().toLowerCase(Locale.ROOT) + "`")
                .collect(Collectors.joining(", "));
        return CompanyException.invalid(
                "rehearsal-faults",
                "COMPANY_REHEARSAL_FAULTS is `%s`.".formatted(setting),
                why,
                "Give %s or `all`, each alone or with `=first` or a chance such as `=0.3`, separated by commas."
                        .formatted(names));
    }
}
