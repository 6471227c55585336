package dev.companyos.company;

import dev.companyos.bus.Bus;
import dev.companyos.facts.MissionFact;
import dev.companyos.kernel.CompanyException;
import dev.companyos.kernel.CompanyId;
import dev.companyos.kernel.Slug;
import dev.companyos.kernel.Transactions;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Founds companies: one for each mission. */
public final class Founding {
    private static final int LONGEST = 4_000;
    private static final int WORDS = 6;
    private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final Pattern ACCENTS = Pattern.compile("\\p{M}+");
    private static final Set<String> SMALL_WORDS = Set.of(
            "a", "an", "and", "are", "as", "at", "be", "by", "for", "from", "i", "in", "into", "is", "it", "its", "me",
            "my", "of", "on", "or", "our", "please", "s", "so", "t", "that", "the", "their", "them", "they", "this",
            "to", "us", "we", "which", "who", "will", "with", "you", "your");

    private final Companies companies;
    private final Bus bus;
    private final Transactions transactions;
    private final Clock clock;

    public Founding(Companies companies, Bus bus, Transactions transactions, Clock clock) {
        this.companies = companies;
        this.bus = bus;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * Founds a company and publishes {@link MissionFact.MissionSet}, in one transaction; or returns the company that has
     * this very mission already, as it is. Of two callers with the same mission one founds and both get the same company.
     *
     * @param mission 1 to 4,000 characters after white space at both ends is left out, without NUL
     * @param stack the founder's wish, or ""
     * @throws CompanyException {@code invalid.mission}, {@code invalid.stack}
     */
    public Company found(String mission, String stack) {
        var text = mission.strip();
        refuseUnusable(text);
        refuseUnusableStack(stack);
        return transactions.call(() -> withMission(text).orElseGet(() -> foundNew(text, stack)));
    }

    private Optional<Company> withMission(String mission) {
        return companies.all().stream()
                .filter(company -> company.mission().equals(mission))
                .findFirst();
    }

    /** The id comes from the mission, so the table's key decides between two who found at the same moment. */
    private Company foundNew(String mission, String stack) {
        for (int taken = 0; ; taken++) {
            var id = CompanyId.of("mission %d %s".formatted(taken, mission));
            var there = companies.find(id);
            if (there.isEmpty()) return store(id, mission, stack);
            if (there.get().mission().equals(mission)) return there.get();
            // it was founded with this mission and has been given another one since
        }
    }

    private Company store(CompanyId id, String mission, String stack) {
        for (int number = 1; ; number++) {
            var slug = slug(mission, number);
            if (companies.bySlug(slug.value()).isPresent()) continue;
            var company = new Company(id, slug, mission, stack, Company.Status.RUNNING, clock.instant());
            try {
                companies.add(company);
            } catch (CompanyException taken) {
                if (!taken.code().equals("conflict.company")) throw taken;
                var other = companies.find(id);
                if (other.isPresent()) return other.get();
                continue;
            }
            bus.publish(company.id(), new MissionFact.MissionSet(company.foundedAt(), mission, stack));
            return company;
        }
    }

    /** The mission's first meaningful words; from the second company of that name on with a number. */
    private static Slug slug(String mission, int number) {
        var plain = ACCENTS.matcher(Normalizer.normalize(mission, Normalizer.Form.NFKD))
                .replaceAll("")
                .toLowerCase(Locale.ROOT);
        var words = NO_WORD.splitAsStream(plain).filter(word -> !word.isEmpty()).toList();
        var telling = words.stream()
                .filter(word -> !SMALL_WORDS.contains(word))
                .limit(WORDS)
                .collect(Collectors.joining(" "));
        var base = Slug.of(telling.isEmpty() ? String.join(" ", words) : telling, "company");
        if (number == 1) return base;
        var suffix = "-" + number;
        var stem = base.value().substring(0, Math.min(base.value().length(), 48 - suffix.length()));
        return new Slug(stem.replaceAll("-+$", "") + suffix);
    }

    private static void refuseUnusable(String mission) {
        if (mission.isEmpty()) throw invalid("The mission is empty.", "A company needs to know what it is for.");
        int length = mission.codePointCount(0, mission.length());
        if (length > LONGEST)
            throw invalid(
                    "The mission has %,d characters.".formatted(length),
                    "It rides in every brief, so it may have %,d.".formatted(LONGEST));
        if (mission.indexOf('\0') >= 0 || !StandardCharsets.UTF_8.newEncoder().canEncode(mission))
            throw invalid(
                    "The mission holds a character that is no text.",
                    "NUL and halves of surrogate pairs cannot be stored.");
    }

    private static CompanyException invalid(String what, String why) {
        return CompanyException.invalid(
                "mission",
                what,
                why,
                "Say in a sentence or two what to build, such as “A waitlist for a coffee shop”.");
    }

    private static void refuseUnusableStack(String stack) {
        if (stack.isEmpty() || stack.matches("[a-z0-9][a-z0-9_.-]{0,39}")) return;
        throw CompanyException.invalid(
                "stack",
                "`%s` is not a stack's name.".formatted(Excerpt.of(stack, 60)),
                "It is 1 to 40 lower-case letters, digits, dots, hyphens and underscores.",
                "Leave it out to let the company choose.");
    }
}
