package dev.companyos.app;

import dev.companyos.api.Gatekeeper;
import dev.companyos.api.StatusReport;
import dev.companyos.budget.Budgets;
import dev.companyos.company.Brains;
import dev.companyos.company.Directives;
import dev.companyos.company.Inbox;
import dev.companyos.inspection.Inspections;
import dev.companyos.llm.Ledger;
import dev.companyos.release.Releases;
import dev.companyos.repo.Repositories;
import dev.companyos.roles.Staff;
import dev.companyos.work.Backlog;
import java.time.Clock;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Floor 3, the web face. */
@Configuration(proxyBeanMethods = false)
class WebWiring {
    @Bean
    FilterRegistrationBean<Gatekeeper> gatekeeper(Token token) {
        var registration = new FilterRegistrationBean<>(new Gatekeeper(token.value()));
        registration.addUrlPatterns("/*");
        registration.setOrder(0);
        return registration;
    }

    @Bean
    StatusReport statusReport(
            Backlog backlog,
            StatusReport.Direction direction,
            StatusReport.Means means,
            Releases releases,
            Repositories repositories) {
        return new StatusReport(backlog, direction, means, releases, repositories);
    }

    @Bean
    StatusReport.Direction direction(Brains brains, Directives directives, Inbox inbox) {
        return new StatusReport.Direction(brains, directives, inbox);
    }

    @Bean
    StatusReport.Means means(Staff staff, Budgets budgets, Inspections inspections, Ledger ledger, Clock clock) {
        return new StatusReport.Means(staff, budgets, inspections, ledger, clock);
    }
}
