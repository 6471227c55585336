package dev.companyos.company.memory;

import dev.companyos.company.Brain;
import dev.companyos.company.Brains;
import dev.companyos.company.Company;
import dev.companyos.company.Metric;
import dev.companyos.kernel.CompanyException;
import dev.companyos.kernel.CompanyId;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Brains of the companies in {@link MemoryCompanies}. */
public final class MemoryBrains implements Brains {
    private record Written(Note kind, String ref, String text, boolean open) {}

    private record Product(String name, String slug, String description, String stack) {}

    private static final class Cell {
        private Product product = new Product("", "", "", "");
        private String sprint = "";
        private final Map<String, String> urls = new HashMap<>();
        private final Map<String, Double> metrics = new HashMap<>();
        private final List<Written> notes = new ArrayList<>();
        private long version = 1;
        private Instant updatedAt;

        private Cell(Company company) {
            this.updatedAt = company.foundedAt();
        }

        /** Newest first. */
        private List<String> open(Note kind) {
            return notes.reversed().stream()
                    .filter(note -> note.kind == kind && note.open)
                    .limit(50)
                    .map(Written::text)
                    .toList();
        }
    }

    private final Map<CompanyId, Cell> cells = new HashMap<>();
    private final MemoryCompanies companies;
    private final Clock clock;

    public MemoryBrains(MemoryCompanies companies, Clock clock) {
        this.companies = companies;
        this.clock = clock;
    }

    @Override
    public synchronized Brain read(CompanyId id) {
        var company = companies
                .find(id)
                .orElseThrow(
                        () -> CompanyException.notFound("company", id.value().toString()));
        var cell = cells.computeIfAbsent(id, _ -> new Cell(company));
        return new Brain(
                cell.product.name,
                cell.product.slug,
                cell.product.description,
                company.mission(),
                cell.product.stack,
                cell.sprint,
                Map.copyOf(cell.urls),
                Map.copyOf(cell.metrics),
                cell.open(Note.SHIPPED_FEATURE),
                cell.open(Note.OPEN_BUG),
                cell.open(Note.BLOCKER),
                cell.open(Note.USER_FEEDBACK),
                cell.version + companies.missionChanges(id),
                cell.updatedAt);
    }

    @Override
    public void nameProduct(CompanyId company, String name, String slug, String description, String stack) {
        var product = new Product(name, slug, description, stack);
        write(company, cell -> {
            if (cell.product.equals(product)) return false;
            cell.product = product;
            return true;
        });
    }

    @Override
    public void setSprint(CompanyId company, String goal) {
        write(company, cell -> {
            if (cell.sprint.equals(goal)) return false;
            cell.sprint = goal;
            return true;
        });
    }

    @Override
    public void setLiveUrl(CompanyId company, String name, String url) {
        write(company, cell -> url.isEmpty() ? cell.urls.remove(name) != null : !url.equals(cell.urls.put(name, url)));
    }

    @Override
    public void setMetric(CompanyId company, String name, double value) {
        Metric.finite(name, value);
        write(company, cell -> !Double.valueOf(value).equals(cell.metrics.put(name, value)));
    }

    @Override
    public void addToMetric(CompanyId company, String name, double delta) {
        Metric.finite(name, delta);
        write(company, cell -> {
            cell.metrics.merge(name, delta, Double::sum);
            return true;
        });
    }

    @Override
    public void addNote(CompanyId company, Note kind, String ref, String text) {
        write(company, cell -> {
            if (cell.notes.stream().anyMatch(note -> note.open && note.kind == kind && note.ref.equals(ref)))
                return false;
            cell.notes.removeIf(note -> note.kind == kind && note.ref.equals(ref));
            return cell.notes.add(new Written(kind, ref, text, true));
        });
    }

    @Override
    public void closeNote(CompanyId company, Note kind, String ref) {
        write(company, cell -> {
            boolean wasOpen =
                    cell.notes.stream().anyMatch(note -> note.open && note.kind == kind && note.ref.equals(ref));
            cell.notes.replaceAll(note ->
                    note.kind == kind && note.ref.equals(ref) ? new Written(kind, ref, note.text, false) : note);
            return wasOpen;
        });
    }

    /** @param change returns whether it changed anything */
    private synchronized void write(CompanyId id, Predicate<Cell> change) {
        companies.find(id).ifPresent(company -> {
            var cell = cells.computeIfAbsent(id, _ -> new Cell(company));
            if (!change.test(cell)) return;
            cell.version++;
            cell.updatedAt = clock.instant();
        });
    }
}
