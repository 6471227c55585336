package dev.companyos.duties.tools;

import dev.companyos.checks.Checks;
import dev.companyos.duties.talk.Fence;
import dev.companyos.duties.talk.Told;
import dev.companyos.duties.talk.Tool;
import dev.companyos.hosting.Prober;
import dev.companyos.kernel.CompanyId;
import dev.companyos.roles.Role;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** For those who judge: they see the product's files, its pages and the company's documents, and change nothing. */
public final class LookAround {
    private final Checks checks;
    private final Lookups lookups;
    private final Prober prober;

    public LookAround(Checks checks, Lookups lookups, Prober prober) {
        this.checks = checks;
        this.lookups = lookups;
        this.prober = prober;
    }

    record HttpGet(
            @Told("begins with a slash, such as /api/orders?limit=5")
            String path) {}

    /**
     * @param tree the product's files; asked for when they are first looked at
     * @param address where the product runs, if it does: no other address can be reached
     */
    public List<Tool> tools(Role role, CompanyId company, Supplier<Path> tree, Optional<String> address) {
        var tools = new ArrayList<>(new ReadingTools(Once.of(tree), checks).all());
        tools.addAll(lookups.forTurn(company));
        address.filter(it -> !it.isBlank())
                .ifPresent(url -> tools.add(Tool.looks(
                        "http_get",
                        "One page of the running product, as a user gets it.",
                        HttpGet.class,
                        it -> get(url, it.path()))));
        return Toolset.of(role, tools);
    }

    private Tool.Outcome get(String url, String path) {
        if (!path.startsWith("/") || path.length() > 2_000)
            return new Tool.Outcome.Error("`path` must begin with a slash and have at most 2000 characters.");
        var page = prober.fetch(url, path);
        if (page.status() == 0) return new Tool.Outcome.Error("There was no answer: " + page.body());
        return new Tool.Outcome.Ok("status %d, %s\n%s"
                .formatted(
                        page.status(), Fence.attribute(page.contentType()), Fence.data("page", page.body(), 12_000)));
    }

    /** Asks once, and keeps the answer. */
    private static final class Once {
        static Supplier<Path> of(Supplier<Path> tree) {
            var found = new ArrayList<Path>(1);
            return () -> {
                if (found.isEmpty()) found.add(tree.get());
                return found.getFirst();
            };
        }
    }
}
