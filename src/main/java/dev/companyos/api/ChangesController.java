package dev.companyos.api;

import dev.companyos.company.Brain;
import dev.companyos.company.Brains;
import dev.companyos.company.Companies;
import dev.companyos.duties.build.Restoration;
import dev.companyos.kernel.Commit;
import dev.companyos.kernel.CompanyException;
import dev.companyos.kernel.CompanyId;
import dev.companyos.kernel.Slug;
import dev.companyos.work.Backlog;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What a task changed in the product, and how to have it back as it was. */
@RestController
@RequestMapping("/api/v1/companies/{company}/tasks/{task}")
final class ChangesController {
    private static final int MOST_FILES = 1_000;

    private final Companies companies;
    private final Backlog backlog;
    private final Brains brains;
    private final Restoration restoration;

    ChangesController(Companies companies, Backlog backlog, Brains brains, Restoration restoration) {
        this.companies = companies;
        this.backlog = backlog;
        this.brains = brains;
        this.restoration = restoration;
    }

    /** @param change {@code added}, {@code changed} or {@code deleted} */
    record FileView(String path, String change) {}

    /** @param commit null while nothing of the task is on {@code main} @param diff unified, at most about a megabyte */
    record ChangesView(@Nullable String commit, List<FileView> files, String diff) {}

    /** @param files none, or null, for all that the task changed */
    record RestoreRequest(@Nullable List<String> files) {}

    record RestoredView(String commit, List<String> files) {}

    @GetMapping("/changes")
    ChangesView changes(@PathVariable String company, @PathVariable String task) {
        var it = Found.task(backlog, Found.company(companies, company), task);
        var found = product(it.company()).map(brain -> restoration.changes(new Slug(brain.productSlug()), it.id()));
        if (found.isEmpty()) return new ChangesView(null, List.of(), "");
        var files = found.get().files().stream()
                .map(file -> new FileView(file.path(), file.kind().name().toLowerCase(Locale.ROOT)))
                .toList();
        return new ChangesView(
                found.get().merged().map(Commit::sha).orElse(null),
                files,
                found.get().diff());
    }

    /** Answers when the product's tests have run; 409 when they would fail, or others have changed the same lines since. */
    @PostMapping("/restore")
    RestoredView restore(
            @PathVariable String company,
            @PathVariable String task,
            @RequestBody(required = false) @Nullable RestoreRequest request) {
        var it = Found.task(backlog, Found.company(companies, company), task);
        List<String> files = request == null || request.files() == null ? List.of() : request.files();
        if (files.size() > MOST_FILES || files.stream().anyMatch(Objects::isNull))
            throw CompanyException.invalid(
                    "files",
                    "`files` is no list of files.",
                    "It holds null, or more than %d.".formatted(MOST_FILES),
                    "Name the files as `changes` has them.");
        var brain = product(it.company()).orElseThrow(() -> CompanyException.notFound("product", company));
        var done =
                restoration.restore(new Slug(brain.productSlug()), brain.stack(), it.id(), new LinkedHashSet<>(files));
        return new RestoredView(done.commit().sha(), done.files());
    }

    private Optional<Brain> product(CompanyId company) {
        return Optional.of(brains.read(company)).filter(it -> !it.productSlug().isBlank());
    }
}
