package dev.companyos.app;

import dev.companyos.app.embedded.EmbeddedServices;
import dev.companyos.budget.Treasurer;
import dev.companyos.bus.Delivery;
import dev.companyos.bus.FactCodec;
import dev.companyos.bus.postgres.Outbox;
import dev.companyos.bus.postgres.PostgresBus;
import dev.companyos.bus.redis.StreamRelay;
import dev.companyos.bus.redis.StreamTraffic;
import dev.companyos.checks.Checks;
import dev.companyos.checks.FileChecks;
import dev.companyos.checks.PackageIndex;
import dev.companyos.checks.changes.Imports;
import dev.companyos.checks.changes.Packages;
import dev.companyos.checks.changes.Secrets;
import dev.companyos.checks.changes.TestsKept;
import dev.companyos.checks.treesitter.TreeSitterSyntax;
import dev.companyos.dependencies.Installations;
import dev.companyos.dependencies.Registries;
import dev.companyos.dependencies.http.HttpPackageIndex;
import dev.companyos.duties.Provenance;
import dev.companyos.hosting.Prober;
import dev.companyos.hosting.http.HttpProber;
import dev.companyos.hosting.local.LocalHosting;
import dev.companyos.hosting.local.Timing;
import dev.companyos.kernel.Transactions;
import dev.companyos.knowledge.Knowledge;
import dev.companyos.knowledge.minilm.MiniLmEmbedder;
import dev.companyos.knowledge.postgres.PostgresKnowledge;
import dev.companyos.llm.Gateway;
import dev.companyos.llm.LanguageModel;
import dev.companyos.llm.MeteredGateway;
import dev.companyos.llm.ModelCatalog;
import dev.companyos.llm.PacedModel;
import dev.companyos.llm.Pacing;
import dev.companyos.llm.Pause;
import dev.companyos.llm.Purse;
import dev.companyos.llm.Redaction;
import dev.companyos.llm.Retry;
import dev.companyos.llm.postgres.PostgresJournal;
import dev.companyos.llm.redis.RedisPacing;
import dev.companyos.repo.Origin;
import dev.companyos.repo.Repositories;
import dev.companyos.repo.Signatures;
import dev.companyos.repo.commandline.GitAdoptions;
import dev.companyos.repo.commandline.GitRepositories;
import dev.companyos.repo.commandline.RemoteAccess;
import dev.companyos.sandbox.MachineSandbox;
import dev.companyos.sandbox.Sandbox;
import dev.companyos.shift.Agenda;
import dev.companyos.shift.postgres.PostgresAgenda;
import dev.companyos.stacks.StackFiles;
import dev.companyos.stacks.Stacks;
import dev.companyos.web.WebSearch;
import dev.companyos.web.duckduckgo.DuckDuckGoSearch;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.RedisClient;

/** Floor 1: the utilities, with the adapters that the settings and this machine ask for. */
@Configuration(proxyBeanMethods = false)
class UtilityWiring {
    private static final int REDIS_CONNECTIONS = 128;

    @Bean
    FactCodec factCodec() {
        return new FactCodec();
    }

    @Bean
    PostgresBus bus(JdbcClient sql, FactCodec codec, Clock clock) {
        return new PostgresBus(sql, codec, clock);
    }

    @Bean(destroyMethod = "close")
    RedisClient redis(EmbeddedServices services) {
        var pool = new ConnectionPoolConfig();
        pool.setMaxTotal(REDIS_CONNECTIONS);
        pool.setMaxIdle(16);
        return RedisClient.builder().fromURI(services.redis()).poolConfig(pool).build();
    }

    @Bean
    Outbox outbox(JdbcClient sql, Transactions transactions) {
        return new Outbox(sql, transactions);
    }

    @Bean(destroyMethod = "close")
    StreamRelay relay(Outbox outbox, RedisClient redis, PostgresBus bus) {
        return new StreamRelay(outbox, redis, bus.committed());
    }

    @Bean
    StreamTraffic traffic(
            RedisClient redis,
            Outbox outbox,
            PostgresBus bus,
            FactCodec codec,
            Transactions transactions,
            Worker worker) {
        var delivery = new Delivery(bus, transactions, Thread::sleep);
        return new StreamTraffic(redis, new StreamTraffic.Inside(outbox, bus, delivery, codec), worker.id());
    }

    @Bean
    Agenda agenda(JdbcClient sql, FactCodec codec) {
        return new PostgresAgenda(sql, codec);
    }

    @Bean
    ModelCatalog modelCatalog(Settings settings) {
        return ModelChoice.catalog(settings);
    }

    @Bean
    LanguageModel languageModel(Settings settings, ModelCatalog catalog, Clock clock) {
        return ModelChoice.model(settings, catalog, clock);
    }

    @Bean
    Pacing pacing(Settings settings, RedisClient redis, Clock clock) {
        int perMinute = settings.provider().equals("rehearsal") ? 0 : settings.callsPerMinute();
        return new RedisPacing(redis, settings.provider(), Pacing.Limits.of(perMinute), clock);
    }

    @Bean
    PostgresJournal journal(JdbcClient sql) {
        return new PostgresJournal(sql);
    }

    @Bean
    Gateway gateway(
            LanguageModel model,
            Pacing pacing,
            ModelCatalog catalog,
            PostgresJournal journal,
            Purse purse,
            Transactions transactions,
            Settings settings,
            Clock clock) {
        return new MeteredGateway(
                new PacedModel(model, pacing, Pause.REAL, settings.batches()),
                catalog,
                new MeteredGateway.Books(journal, purse, transactions),
                new Retry(Pause.REAL, Math::random),
                new Redaction(ModelChoice.secrets(settings)),
                clock);
    }

    @Bean
    Purse purse(Treasurer treasurer, Worker worker) {
        return new CompanyPurse(treasurer, worker.id());
    }

    @Bean
    MachineSandbox sandbox(Settings settings) {
        return new MachineSandbox(settings.sandboxes());
    }

    @Bean
    Signatures signatures(Settings settings) {
        return Signatures.of(settings.home());
    }

    @Bean
    Repositories repositories(Settings settings, Clock clock, Signatures signatures) {
        return new GitRepositories(settings.products(), clock, signatures);
    }

    @Bean
    RemoteAccess remoteAccess(Settings settings) {
        return new RemoteAccess(
                Origin.SCHEMES, settings.gitHub().address(), settings.gitHub().token());
    }

    @Bean
    GitAdoptions adoptions(Settings settings, RemoteAccess access) {
        return new GitAdoptions(settings.products(), access, GitAdoptions.Bounds.USUAL);
    }

    @Bean
    Registries registries() {
        return Registries.of(System.getenv(), Path.of(System.getProperty("user.home")));
    }

    @Bean
    HttpPackageIndex packageIndex(Registries registries) {
        return new HttpPackageIndex(registries);
    }

    @Bean
    Checks checks(PackageIndex packages) {
        return new FileChecks(
                new TreeSitterSyntax(),
                List.of(new Secrets()),
                List.of(new Packages(packages), new Imports(), new TestsKept()));
    }

    @Bean
    Stacks stacks(Settings settings) {
        return StackFiles.ofThisMachine(settings.home().resolve("stacks"));
    }

    @Bean
    Installations installations(Sandbox sandbox, Settings settings, Clock clock, Registries registries) {
        return new Installations(sandbox, settings.home().resolve("dependencies"), registries, clock);
    }

    @Bean
    Prober prober() {
        return new HttpProber();
    }

    @Bean(destroyMethod = "close")
    LocalHosting hosting(
            Sandbox sandbox,
            Installations installations,
            Prober prober,
            Settings settings,
            Repositories repositories,
            Clock clock) {
        return new LocalHosting(
                new LocalHosting.Means(sandbox, installations, prober),
                settings.home().resolve("hosting"),
                clock,
                Timing.USUAL,
                product -> Provenance.ours(repositories.open(product)));
    }

    @Bean
    Knowledge knowledge(JdbcClient sql, Transactions transactions, Clock clock) {
        return new PostgresKnowledge(sql, transactions, new MiniLmEmbedder(), clock);
    }

    @Bean
    WebSearch webSearch() {
        return new DuckDuckGoSearch(DuckDuckGoSearch.PAGE, Duration.ofSeconds(4));
    }
}
