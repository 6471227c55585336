package dev.companyos.app;

import dev.companyos.api.Operations;
import dev.companyos.app.embedded.EmbeddedServices;
import dev.companyos.appraisal.Appraiser;
import dev.companyos.bus.redis.StreamRelay;
import dev.companyos.bus.redis.StreamTraffic;
import dev.companyos.company.BrainKeeper;
import dev.companyos.company.Brains;
import dev.companyos.company.Companies;
import dev.companyos.company.Founding;
import dev.companyos.company.Inbox;
import dev.companyos.duties.Launch;
import dev.companyos.kernel.Transactions;
import dev.companyos.knowledge.Knowledge;
import dev.companyos.llm.Gateway;
import dev.companyos.memory.Recollection;
import dev.companyos.release.Releases;
import dev.companyos.repo.Publications;
import dev.companyos.repo.commandline.GitAdoptions;
import dev.companyos.repo.commandline.GitPush;
import dev.companyos.repo.commandline.RemoteAccess;
import dev.companyos.repo.github.GitHub;
import dev.companyos.repo.github.Publisher;
import dev.companyos.repo.postgres.PostgresPublications;
import dev.companyos.roles.Roles;
import dev.companyos.roles.Staff;
import dev.companyos.sandbox.Sandbox;
import dev.companyos.shift.Agenda;
import dev.companyos.shift.DirectiveClosing;
import dev.companyos.shift.Leases;
import dev.companyos.shift.Recovery;
import dev.companyos.shift.Resumption;
import dev.companyos.shift.StandingShift;
import dev.companyos.shift.TaskHands;
import dev.companyos.shift.Watchdog;
import dev.companyos.stacks.Stacks;
import dev.companyos.work.Backlog;
import java.time.Clock;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import redis.clients.jedis.RedisClient;

/** All beans of a server. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration(
        excludeName = {
            "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
            "org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration",
            "org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration",
            "org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration",
            "org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration",
            "org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration"
        })
@ComponentScan("dev.companyos.api")
@Import({WebWiring.class, StorageWiring.class, UtilityWiring.class, DepartmentWiring.class, MotionWiring.class})
class ServerConfiguration {
    @Bean
    Opening opening(Roles roles, Staff staff, StandingShift standing, StreamTraffic traffic, Clock clock) {
        return new Opening(roles, staff, standing, traffic, clock);
    }

    @Bean
    Hearing hearing(Agenda agenda, StandingShift standing, StreamTraffic traffic, Companies companies, Clock clock) {
        return new Hearing(agenda, standing, traffic, companies, clock);
    }

    @Bean
    Hearing.Departments departments(
            Backlog work,
            Appraiser appraisal,
            Recollection memory,
            BrainKeeper brain,
            DirectiveClosing directives,
            TaskHands hands) {
        return new Hearing.Departments(work, appraisal, memory, brain, directives, hands);
    }

    @Bean
    Life.Moving moving(
            StreamRelay relay,
            StreamTraffic traffic,
            StandingShift standing,
            TaskHands hands,
            Leases leases,
            Resumption resumption) {
        return new Life.Moving(relay, traffic, standing, hands, leases, resumption);
    }

    @Bean
    Life life(
            Life.Moving moving,
            Recovery recovery,
            Companies companies,
            Opening opening,
            Hearing hearing,
            Hearing.Departments departments,
            Watchdog watchdog,
            Publishing publishing) {
        Runnable connect = () -> {
            hearing.connect(moving.traffic(), departments);
            publishing.begin(moving.traffic());
        };
        return new Life(moving, recovery, companies, opening, connect, watchdog);
    }

    @Bean
    Publications publications(JdbcClient sql) {
        return new PostgresPublications(sql);
    }

    @Bean(destroyMethod = "close")
    Publishing publishing(
            Publications publications,
            Companies companies,
            Inbox inbox,
            Settings settings,
            GitAdoptions adoptions,
            RemoteAccess access,
            Clock clock) {
        var git = new GitPush(settings.products(), access);
        var hub = settings.gitHub();
        var publisher = hub.token()
                .map(token -> new Publisher(
                        publications,
                        git,
                        new GitHub(hub.api(), token, clock),
                        it -> hub.repository()
                                .or(() -> adoptions.originOf(it.product()).flatMap(git::repositoryAt)),
                        Publishing.told(inbox),
                        clock));
        return new Publishing(publications, companies, publisher, clock);
    }

    @Bean
    Operations operations(
            WholeServer.Founders founders,
            WholeServer.Works works,
            WholeServer.Machine machine,
            Transactions transactions,
            Clock clock) {
        return new WholeServer(founders, works, machine, transactions, clock);
    }

    @Bean
    Adoption adoption(
            Founding founding,
            Companies companies,
            Brains brains,
            Stacks stacks,
            GitAdoptions adoptions,
            Transactions transactions) {
        return new Adoption(founding, companies, brains, stacks, adoptions, transactions);
    }

    @Bean
    WholeServer.Founders founders(
            Founding founding,
            Adoption adoption,
            Companies companies,
            Opening opening,
            Knowledge knowledge,
            Settings settings) {
        return new WholeServer.Founders(founding, adoption, companies, opening, knowledge, settings);
    }

    @Bean
    WholeServer.Works works(
            Brains brains,
            Releases releases,
            Launch launch,
            Stacks stacks,
            StandingShift standing,
            StreamTraffic traffic,
            Resumption resumption) {
        return new WholeServer.Works(brains, releases, launch, stacks, standing, traffic, resumption);
    }

    @Bean
    WholeServer.Machine machine(
            Gateway gateway,
            Sandbox sandbox,
            EmbeddedServices services,
            JdbcClient sql,
            RedisClient redis,
            Server.StopSwitch stop) {
        return new WholeServer.Machine(gateway, sandbox, services, sql, redis, stop);
    }
}
