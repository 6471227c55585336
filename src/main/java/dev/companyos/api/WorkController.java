package dev.companyos.api;

import dev.companyos.api.Views.DirectiveView;
import dev.companyos.api.Views.TaskView;
import dev.companyos.company.Companies;
import dev.companyos.company.Directives;
import dev.companyos.kernel.CompanyException;
import dev.companyos.work.Backlog;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/companies/{company}")
final class WorkController {
    private final Companies companies;
    private final Backlog backlog;
    private final Directives directives;

    WorkController(Companies companies, Backlog backlog, Directives directives) {
        this.companies = companies;
        this.backlog = backlog;
        this.directives = directives;
    }

    @GetMapping("/tasks")
    List<TaskView> tasks(@PathVariable String company, @RequestParam(defaultValue = "200") int limit) {
        return backlog.list(Found.company(companies, company).id(), Given.limit(limit)).stream()
                .map(TaskView::of)
                .toList();
    }

    @GetMapping("/tasks/{task}")
    TaskView task(@PathVariable String company, @PathVariable String task) {
        return TaskView.of(Found.task(backlog, Found.company(companies, company), task));
    }

    @PostMapping("/tasks/{task}/retry")
    TaskView retry(@PathVariable String company, @PathVariable String task) {
        var it = Found.task(backlog, Found.company(companies, company), task);
        backlog.retry(it.company(), it.id());
        return task(company, task);
    }

    @PostMapping("/tasks/{task}/cancel")
    TaskView cancel(@PathVariable String company, @PathVariable String task) {
        var it = Found.task(backlog, Found.company(companies, company), task);
        backlog.cancel(it.company(), it.id(), "Cancelled by the founder.");
        return task(company, task);
    }

    @GetMapping("/directives")
    List<DirectiveView> directives(@PathVariable String company, @RequestParam(defaultValue = "50") int limit) {
        return directives.list(Found.company(companies, company).id(), Given.limit(limit)).stream()
                .map(DirectiveView::of)
                .toList();
    }

    @GetMapping("/directives/{directive}")
    DirectiveView directive(@PathVariable String company, @PathVariable String directive) {
        return directives.list(Found.company(companies, company).id(), 1_000).stream()
                .filter(it -> it.id().value().toString().equals(directive)
                        || it.id().toString().equals(directive))
                .findFirst()
                .map(DirectiveView::of)
                .orElseThrow(() -> CompanyException.notFound("directive", directive));
    }
}
