package dev.companyos.api;

import dev.companyos.company.Companies;
import dev.companyos.company.Company;
import dev.companyos.kernel.CompanyException;
import dev.companyos.kernel.CompanyId;
import dev.companyos.kernel.TaskId;
import dev.companyos.work.Backlog;
import dev.companyos.work.Task;
import java.util.UUID;
import java.util.function.Function;

/** Finds what a route names. */
final class Found {
    private Found() {}

    /** By slug or id. */
    static Company company(Companies companies, String name) {
        return companies
                .bySlug(name)
                .or(() -> companies.find(new CompanyId(uuid("company", name))))
                .orElseThrow(() -> CompanyException.notFound("company", cut(name)));
    }

    /** By id, the short form of an id, or number. */
    static Task task(Backlog backlog, Company company, String name) {
        if (name.matches("[0-9a-fA-F-]{36}"))
            return backlog.find(company.id(), parse("task", name, TaskId::parse))
                    .orElseThrow(() -> CompanyException.notFound("task", cut(name)));
        return backlog.list(company.id(), 10_000).stream()
                .filter(it -> String.valueOf(it.number()).equals(name)
                        || it.id().toString().equals(name))
                .findFirst()
                .orElseThrow(() -> CompanyException.notFound("task", cut(name)));
    }

    static UUID uuid(String subject, String text) {
        return parse(subject, text, UUID::fromString);
    }

    private static <T> T parse(String subject, String text, Function<String, T> parse) {
        try {
            return parse.apply(text);
        } catch (IllegalArgumentException e) {
            throw CompanyException.notFound(subject, cut(text));
        }
    }

    /** As much of it as an error message should repeat. */
    static String cut(String text) {
        return text.length() > 60 ? text.substring(0, 60) + "…" : text;
    }
}
