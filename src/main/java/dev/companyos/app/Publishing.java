package dev.companyos.app;

import dev.companyos.bus.Subscriptions;
import dev.companyos.company.Companies;
import dev.companyos.company.Inbox;
import dev.companyos.facts.TaskFact;
import dev.companyos.kernel.CompanyException;
import dev.companyos.kernel.CompanyId;
import dev.companyos.repo.Publications;
import dev.companyos.repo.Publications.Publication;
import dev.companyos.repo.github.Publisher;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Notes what was merged, and has it published beside everything else: no turn ever waits for it or fails by it. */
final class Publishing implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Publishing.class);
    private static final int ROUND_SECONDS = 10;
    private static final String REF = "github";

    private final Publications publications;
    private final Companies companies;
    private final Optional<Publisher> publisher;
    private final Clock clock;
    private final ScheduledExecutorService rounds = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("publisher").daemon().factory());

    /** @param publisher empty without a token: then nothing is noted, and nothing is published */
    Publishing(Publications publications, Companies companies, Optional<Publisher> publisher, Clock clock) {
        this.publications = publications;
        this.companies = companies;
        this.publisher = publisher;
        this.clock = clock;
    }

    void begin(Subscriptions hear) {
        if (publisher.isEmpty()) return;
        hear.subscribe("publishing", TaskFact.Merged.class, this::merged);
        rounds.scheduleWithFixedDelay(() -> round(publisher.get()), ROUND_SECONDS, ROUND_SECONDS, TimeUnit.SECONDS);
    }

    private void merged(CompanyId company, TaskFact.Merged it) {
        companies.find(company).ifPresent(one -> {
            var publication = Publication.of(
                    company,
                    it.task(),
                    one.slug(),
                    it.commit(),
                    it.title(),
                    it.by().value(),
                    clock.instant());
            if (publications.add(publication))
                publisher.ifPresent(there -> AfterCommit.run(() -> rounds.execute(() -> round(there))));
        });
    }

    private static void round(Publisher publisher) {
        try {
            publisher.round();
        } catch (RuntimeException e) {
            LOG.warn("Merged work could not be published now.", e);
        }
    }

    /** One item a day and kind of trouble, answered when publishing works again. */
    static Publisher.Told told(Inbox inbox) {
        return new Publisher.Told() {
            @Override
            public void trouble(CompanyId company, CompanyException why, Instant at) {
                var day = LocalDate.ofInstant(at, ZoneOffset.UTC);
                var id = UUID.nameUUIDFromBytes(
                        "%s %s %s".formatted(company.value(), why.what(), day).getBytes(StandardCharsets.UTF_8));
                var body = "%s %s%n%nThe work itself is merged here, and is published as soon as that works."
                        .formatted(why.why(), why.doThis());
                inbox.add(
                        company,
                        new Inbox.Item(id, REF, why.what(), body.strip(), REF, at, Optional.empty(), Optional.empty()));
            }

            @Override
            public void well(CompanyId company, Instant at) {
                inbox.list(company, true).stream()
                        .filter(it -> it.ref().equals(REF))
                        .forEach(it -> inbox.answer(company, it.id(), "It works again.", at));
            }
        };
    }

    @Override
    public void close() {
        rounds.shutdownNow();
    }
}
