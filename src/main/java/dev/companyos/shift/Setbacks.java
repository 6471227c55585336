package dev.companyos.shift;

import dev.companyos.bus.Bus;
import dev.companyos.company.Companies;
import dev.companyos.company.Company;
import dev.companyos.company.Inbox;
import dev.companyos.facts.InboxFact;
import dev.companyos.kernel.CompanyException;
import dev.companyos.kernel.CompanyId;
import dev.companyos.kernel.Transactions;
import dev.companyos.llm.ModelFailed;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What happens when a turn cannot go on through no fault of its task. What passes by itself is waited for; what only the
 * founder can mend pauses the company and is put into the inbox, once.
 */
public final class Setbacks {
    static final String NO_SANDBOX = "unavailable.sandbox";
    private static final Logger LOG = LoggerFactory.getLogger(Setbacks.class);

    private final Companies companies;
    private final Inbox inbox;
    private final Bus bus;
    private final Transactions transactions;
    private final Clock clock;

    public Setbacks(Companies companies, Inbox inbox, Bus bus, Transactions transactions, Clock clock) {
        this.companies = companies;
        this.inbox = inbox;
        this.bus = bus;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Whether the trouble lies outside the task, so that the attempt must not count against it. A task's cap does not. */
    static boolean isOutside(CompanyException trouble) {
        return trouble instanceof ModelFailed
                || trouble.code().equals(NO_SANDBOX)
                || trouble.code().equals("unavailable.stack")
                || trouble.code().equals("unavailable.registry")
                || trouble.code().equals("budget.exhausted")
                || trouble.code().equals("budget.agent");
    }

    /** @return how long to leave it alone */
    Duration meet(CompanyId company, CompanyException trouble) {
        return switch (trouble) {
            case ModelFailed it
            when it.passes() -> {
                LOG.warn("The model did not answer; the turn is taken again later. {}", it.getMessage());
                yield it.retryAfter().orElse(Duration.ofSeconds(30));
            }
            case ModelFailed it -> pause(company, "model", it);
            case CompanyException it when it.code().equals(NO_SANDBOX) -> pause(company, "sandbox", it);
            case CompanyException it when it.code().equals("unavailable.stack") -> pause(company, "stack", it);
            case CompanyException it when it.code().equals("budget.exhausted") -> pause(company, "budget", it);
            case CompanyException it
            when it.code().equals("unavailable.registry") -> {
                String today = clock.instant().truncatedTo(ChronoUnit.DAYS).toString();
                transactions.run(
                        () -> tell(company, "registry", it, it.what() + " It is tried again by itself.", today));
                yield Duration.ofMinutes(2);
            }
            case CompanyException it
            when it.code().equals("budget.agent") -> {
                var month = YearMonth.from(clock.instant().atOffset(ZoneOffset.UTC));
                transactions.run(() -> tell(company, "budget", it, it.what(), "agent" + month));
                yield Duration.ofMinutes(10);
            }
            case CompanyException it -> {
                LOG.warn("A turn could not be finished; it is taken again later. {}", it.getMessage());
                yield Duration.ofSeconds(60);
            }
        };
    }

    private Duration pause(CompanyId company, String kind, CompanyException trouble) {
        Instant now = clock.instant();
        transactions.run(() -> {
            if (companies.setStatus(company, Company.Status.PAUSED))
                tell(company, kind, trouble, trouble.what() + " The company is paused.", now.toString());
        });
        return Duration.ofSeconds(30);
    }

    /** Puts it into the inbox, once for each {@code occasion}. */
    private void tell(CompanyId company, String kind, CompanyException trouble, String title, String occasion) {
        Instant now = clock.instant();
        String body = trouble.why() + "\n" + trouble.doThis();
        // resumed, and still without a sandbox: the founder has been told
        if (trouble.code().equals(NO_SANDBOX)
                && inbox.list(company, true).stream()
                        .anyMatch(it -> it.ref().equals(NO_SANDBOX) && it.body().equals(body))) return;
        var id = UUID.nameUUIDFromBytes((company.value() + kind + occasion).getBytes(StandardCharsets.UTF_8));
        var item = new Inbox.Item(id, kind, title, body, trouble.code(), now, Optional.empty(), Optional.empty());
        if (inbox.add(company, item)) bus.publish(company, new InboxFact.Added(now, id, kind, title, body));
    }
}
