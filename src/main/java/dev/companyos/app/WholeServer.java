package dev.companyos.app;

import dev.companyos.api.Operations;
import dev.companyos.app.embedded.EmbeddedServices;
import dev.companyos.bus.Traffic;
import dev.companyos.company.Brains;
import dev.companyos.company.Companies;
import dev.companyos.company.Company;
import dev.companyos.company.Founding;
import dev.companyos.duties.Launch;
import dev.companyos.hosting.Hosting;
import dev.companyos.kernel.CompanyException;
import dev.companyos.kernel.CompanyId;
import dev.companyos.kernel.Slug;
import dev.companyos.kernel.Tier;
import dev.companyos.kernel.Transactions;
import dev.companyos.knowledge.Knowledge;
import dev.companyos.llm.Gateway;
import dev.companyos.release.Releases;
import dev.companyos.sandbox.Sandbox;
import dev.companyos.shift.Resumption;
import dev.companyos.shift.StandingShift;
import dev.companyos.stacks.Stacks;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import redis.clients.jedis.RedisClient;

/** The operations that need more than one room. */
final class WholeServer implements Operations {
    private final Founders founders;
    private final Works works;
    private final Machine machine;
    private final Transactions transactions;
    private final Clock clock;

    record Founders(
            Founding founding,
            Adoption adoption,
            Companies companies,
            Opening opening,
            Knowledge knowledge,
            Settings settings) {}

    record Works(
            Brains brains,
            Releases releases,
            Launch launch,
            Stacks stacks,
            StandingShift standing,
            Traffic traffic,
            Resumption resumption) {}

    record Machine(
            Gateway gateway,
            Sandbox sandbox,
            EmbeddedServices services,
            JdbcClient sql,
            RedisClient redis,
            Server.StopSwitch stop) {}

    WholeServer(Founders founders, Works works, Machine machine, Transactions transactions, Clock clock) {
        this.founders = founders;
        this.works = works;
        this.machine = machine;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public Founded found(String mission, String stack) {
        var choice = works.stacks().choose(stack); // a stack that is not there is refused before anything is founded
        boolean known =
                founders.companies().all().stream().anyMatch(it -> it.mission().equals(mission.strip()));
        var company = founders.founding().found(mission, stack);
        return opened(company, !known, choice);
    }

    @Override
    public Founded adopt(String mission, String stack, String from) {
        var adopted = founders.adoption().adopt(mission, stack, from);
        return opened(adopted.company(), adopted.isNew(), adopted.stack());
    }

    private Founded opened(Company company, boolean isNew, Stacks.Choice choice) {
        founders.settings()
                .knowledge()
                .filter(_ -> isNew)
                .ifPresent(it -> Opening.read(it, company, founders.knowledge()));
        founders.opening().open(company);
        return new Founded(company, isNew, choice.stack().name(), choice.reason());
    }

    @Override
    public void pause(CompanyId company) {
        works.resumption().paused(company);
        founders.companies().setStatus(company, Company.Status.PAUSED);
        works.traffic().nudge(company);
    }

    @Override
    public void resume(CompanyId company) {
        works.resumption().resumed(company);
        founders.companies().setStatus(company, Company.Status.RUNNING);
        works.traffic().nudge(company);
        works.standing().wake();
    }

    @Override
    public String rollback(CompanyId company, String release) {
        var wanted = works.releases().list(company, 200).stream()
                .filter(it -> it.id().value().toString().equals(release)
                        || it.id().toString().equals(release)
                        || String.valueOf(it.number()).equals(release))
                .filter(it -> it.verifiedAt().isPresent())
                .findFirst()
                .orElseThrow(() -> CompanyException.notFound("release", release));
        var brain = works.brains().read(company);
        var stack = works.stacks().choose(brain.stack()).stack();
        var outcome = works.launch().put(new Slug(brain.productSlug()), wanted.id(), wanted.commit(), stack);
        return switch (outcome) {
            case Hosting.Outcome.Down it ->
                throw CompanyException.unavailable(
                        "release",
                        "Release %s did not come up.".formatted(release),
                        it.reason(),
                        "What was live stays live.");
            case Hosting.Outcome.Up it -> {
                transactions.run(() -> {
                    works.releases()
                            .rolledBackTo(company, wanted.id(), it.running().url(), clock.instant());
                    works.brains().setLiveUrl(company, "api", it.running().url());
                    works.brains().setLiveUrl(company, "frontend", it.running().url());
                });
                yield it.running().url();
            }
        };
    }

    @Override
    public void stopServer() {
        machine.stop().stop();
    }

    @Override
    public ServerInfo info() {
        var model = machine.gateway().info(Tier.SENIOR);
        return new ServerInfo(
                "0.1.0",
                ProcessHandle.current().pid(),
                founders.settings().home().toString(),
                model.provider(),
                model.model(),
                machine.sandbox().name(),
                machine.services().databaseEmbedded() ? "embedded" : "external",
                machine.services().redisEmbedded() ? "embedded" : "external");
    }

    @Override
    public List<String> notReady() {
        var troubles = new ArrayList<String>();
        try {
            machine.sql().sql("select 1").query(Integer.class).single();
        } catch (RuntimeException e) {
            troubles.add("PostgreSQL does not answer.");
        }
        try {
            machine.redis().ping();
        } catch (RuntimeException e) {
            troubles.add("Redis does not answer.");
        }
        return troubles;
    }
}
