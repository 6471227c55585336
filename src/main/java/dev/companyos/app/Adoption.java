package dev.companyos.app;

import dev.companyos.company.Brains;
import dev.companyos.company.Companies;
import dev.companyos.company.Company;
import dev.companyos.company.Founding;
import dev.companyos.kernel.CompanyException;
import dev.companyos.kernel.Transactions;
import dev.companyos.repo.Origin;
import dev.companyos.repo.commandline.GitAdoptions;
import dev.companyos.stacks.Recognition;
import dev.companyos.stacks.Stacks;
import java.util.List;
import java.util.Set;

/** Founds a company for a product that is there already. */
final class Adoption {
    private final Founding founding;
    private final Companies companies;
    private final Brains brains;
    private final Stacks stacks;
    private final GitAdoptions adoptions;
    private final Transactions transactions;
    private final Recognition recognition = new Recognition();

    Adoption(
            Founding founding,
            Companies companies,
            Brains brains,
            Stacks stacks,
            GitAdoptions adoptions,
            Transactions transactions) {
        this.founding = founding;
        this.companies = companies;
        this.brains = brains;
        this.stacks = stacks;
        this.adoptions = adoptions;
        this.transactions = transactions;
    }

    record Adopted(Company company, boolean isNew, Stacks.Choice stack) {}

    /**
     * Everything that can be refused is refused before anything is founded; the copy becomes the product in the transaction
     * that founds the company, so nobody ever sees the one without the other.
     *
     * @throws CompanyException {@code invalid.adopt}, {@code unavailable.origin}, {@code conflict.company}, and what {@link
     *     Founding} and {@link Stacks} throw
     */
    Adopted adopt(String mission, String wishedStack, String from) {
        var origin = adoptions.origin(from);
        var known = withMission(mission);
        if (known.isPresent()) return again(known.get(), origin);
        try (var copy = adoptions.copy(origin)) {
            var files = copy.files();
            var found = wishedStack.isBlank()
                    ? recognition.of(files, copy::text)
                    : new Recognition.Found(
                            wishedStack, "--stack", recognition.missing(wishedStack, Set.copyOf(files)));
            var choice = stacks.choose(found.stack());
            return transactions.call(() -> {
                if (withMission(mission).isPresent())
                    return again(withMission(mission).get(), origin);
                var company = founding.found(mission, found.stack());
                brains.nameProduct(
                        company.id(),
                        name(origin),
                        company.slug().value(),
                        "Adopted with its whole history; it was there before this company.",
                        found.stack());
                if (!found.missing().isEmpty())
                    brains.addNote(company.id(), Brains.Note.USER_FEEDBACK, "adopted", wish(found.missing()));
                copy.become(company.slug());
                var reason = "%s, told by %s of %s".formatted(found.stack(), found.by(), origin.place());
                return new Adopted(company, true, new Stacks.Choice(choice.stack(), reason));
            });
        }
    }

    private java.util.Optional<Company> withMission(String mission) {
        return companies.all().stream()
                .filter(it -> it.mission().equals(mission.strip()))
                .findFirst();
    }

    private Adopted again(Company company, Origin origin) {
        if (!adoptions.originOf(company.slug()).orElse("").equals(origin.place()))
            throw CompanyException.conflict(
                    "company",
                    "A company with this mission is there already: %s.".formatted(company.slug()),
                    "Its product was not adopted from %s.".formatted(origin.place()),
                    "Say the mission in other words.");
        var stack = brains.read(company.id()).stack();
        return new Adopted(company, false, stacks.choose(stack));
    }

    private static String name(Origin origin) {
        var name = origin.name().replaceAll("[\\p{Cntrl}]", " ").strip();
        return name.isEmpty() ? "Product" : name.length() > 60 ? name.substring(0, 60) : name;
    }

    /** The first directive is to begin with it. */
    private static String wish(List<String> missing) {
        return "founder: The product was adopted and does not run here as it is. The stack's commands expect %s, which is not"
                        .formatted(String.join(", ", missing))
                + " there: begin with that, and keep what the product does.";
    }
}
