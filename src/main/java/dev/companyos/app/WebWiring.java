package dev.companyos.app;

import dev.companyos.api.ContainerErrors;
import dev.companyos.api.Gatekeeper;
import dev.companyos.api.StatusReport;
import dev.companyos.budget.Budgets;
import dev.companyos.company.Brains;
import dev.companyos.company.Directives;
import dev.companyos.company.Inbox;
import dev.companyos.inspection.Inspections;
import dev.companyos.llm.Gateway;
import dev.companyos.llm.Ledger;
import dev.companyos.release.Releases;
import dev.companyos.repo.Repositories;
import dev.companyos.roles.Staff;
import dev.companyos.sandbox.MachineSandbox;
import dev.companyos.work.Backlog;
import java.time.Clock;
import org.apache.catalina.core.StandardHost;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.type.LogicalType;

/** Floor 3, the web face. */
@Configuration(proxyBeanMethods = false)
class WebWiring {
    @Bean
    FilterRegistrationBean<Gatekeeper> gatekeeper(Token token) {
        var registration = new FilterRegistrationBean<>(new Gatekeeper(token.value()));
        registration.addUrlPatterns("/*");
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return registration;
    }

    @Bean
    WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> containerErrors() {
        return factory -> factory.addContextCustomizers(it -> {
            if (it.getParent() instanceof StandardHost host)
                host.setErrorReportValveClass(ContainerErrors.class.getName());
        });
    }

    /** A text is a text and a number a number: 1e999 would found a company of that name. */
    @Bean
    JsonMapperBuilderCustomizer strictJson() {
        return it -> it.disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .withCoercionConfig(
                        LogicalType.Textual, text -> text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                                .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                                .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail));
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
    StatusReport.Thinking thinking(Ledger ledger, Gateway gateway) {
        return new StatusReport.Thinking(ledger, gateway);
    }

    @Bean
    StatusReport.Means means(
            Staff staff,
            Budgets budgets,
            Inspections inspections,
            StatusReport.Thinking thinking,
            MachineSandbox sandbox,
            Clock clock) {
        return new StatusReport.Means(staff, budgets, inspections, thinking, sandbox, clock);
    }
}
