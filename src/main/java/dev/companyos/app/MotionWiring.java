package dev.companyos.app;

import dev.companyos.budget.Budgets;
import dev.companyos.bus.Bus;
import dev.companyos.bus.Traffic;
import dev.companyos.checks.Checks;
import dev.companyos.company.Brains;
import dev.companyos.company.Companies;
import dev.companyos.company.Directives;
import dev.companyos.company.Inbox;
import dev.companyos.dependencies.Installations;
import dev.companyos.duties.Answer;
import dev.companyos.duties.Consultation;
import dev.companyos.duties.Direct;
import dev.companyos.duties.Essentials;
import dev.companyos.duties.FinanceReport;
import dev.companyos.duties.Inspect;
import dev.companyos.duties.Launch;
import dev.companyos.duties.Plan;
import dev.companyos.duties.ProductView;
import dev.companyos.duties.Prompts;
import dev.companyos.duties.Release;
import dev.companyos.duties.Review;
import dev.companyos.duties.Staffing;
import dev.companyos.duties.StandingDuty;
import dev.companyos.duties.TaskDuty;
import dev.companyos.duties.Write;
import dev.companyos.duties.build.Briefing;
import dev.companyos.duties.build.Build;
import dev.companyos.duties.build.Documents;
import dev.companyos.duties.build.Engine;
import dev.companyos.duties.build.Foundation;
import dev.companyos.duties.build.MergeGate;
import dev.companyos.duties.build.PeerReview;
import dev.companyos.duties.build.Restoration;
import dev.companyos.duties.build.TestSuite;
import dev.companyos.duties.tools.LookAround;
import dev.companyos.duties.tools.Lookups;
import dev.companyos.duties.tools.Teammates;
import dev.companyos.hosting.Hosting;
import dev.companyos.hosting.Prober;
import dev.companyos.inspection.Inspections;
import dev.companyos.kernel.RoleId;
import dev.companyos.kernel.Slug;
import dev.companyos.kernel.Transactions;
import dev.companyos.knowledge.Knowledge;
import dev.companyos.llm.Gateway;
import dev.companyos.llm.Ledger;
import dev.companyos.memory.Memories;
import dev.companyos.memory.MemoryBrief;
import dev.companyos.release.Releases;
import dev.companyos.repo.Repositories;
import dev.companyos.roles.Role.Duty;
import dev.companyos.roles.Roles;
import dev.companyos.roles.Staff;
import dev.companyos.sandbox.MachineSandbox;
import dev.companyos.sandbox.Sandbox;
import dev.companyos.shift.Agenda;
import dev.companyos.shift.DirectiveClosing;
import dev.companyos.shift.Leases;
import dev.companyos.shift.Recovery;
import dev.companyos.shift.Resumption;
import dev.companyos.shift.Setbacks;
import dev.companyos.shift.StandingShift;
import dev.companyos.shift.TaskHands;
import dev.companyos.shift.TaskShift;
import dev.companyos.shift.TaskShift.Surroundings;
import dev.companyos.shift.Watchdog;
import dev.companyos.stacks.StackFiles;
import dev.companyos.stacks.Stacks;
import dev.companyos.web.WebSearch;
import dev.companyos.work.Backlog;
import java.time.Clock;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Floor 2b: the duties, and the shift that starts them. */
@Configuration(proxyBeanMethods = false)
class MotionWiring {
    @Bean
    Prompts prompts(Roles roles) {
        return new Prompts(roles);
    }

    @Bean
    Essentials essentials(Gateway gateway, Prompts prompts, Bus bus, Transactions transactions, Clock clock) {
        return new Essentials(gateway, prompts, bus, transactions, clock);
    }

    @Bean
    ProductView productView(Repositories repositories, Stacks stacks) {
        return new ProductView(repositories, stacks);
    }

    @Bean
    TestSuite testSuite(Sandbox sandbox, Installations installations) {
        return new TestSuite(sandbox, installations);
    }

    @Bean
    Build.Grounds grounds(Repositories repositories, TestSuite suite, Settings settings) {
        var workspaces = settings.home().resolve("workspaces");
        var foundation = new Foundation(
                repositories,
                workspaces,
                (stack, product) -> StackFiles.scaffold(stack, product, Slug.of(product, "product")));
        return new Build.Grounds(repositories, foundation, suite, new MergeGate(suite), workspaces);
    }

    @Bean
    Launch launch(Repositories repositories, Stacks stacks, Hosting hosting, Prober prober, Settings settings) {
        return new Launch(repositories, stacks, hosting, prober, settings.home().resolve("exports"));
    }

    @Bean
    Build build(
            Essentials with, Backlog backlog, Stacks stacks, Checks checks, Build.Grounds grounds, Build.Desk desk) {
        return new Build(with, backlog, stacks, checks, grounds, desk);
    }

    @Bean
    Restoration restoration(Build.Grounds grounds, Stacks stacks) {
        return new Restoration(grounds, stacks);
    }

    @Bean
    Consultation consultation(Essentials with, Knowledge knowledge) {
        return new Consultation(with, knowledge);
    }

    @Bean
    Lookups lookups(Knowledge knowledge, WebSearch web) {
        return new Lookups(knowledge, web);
    }

    @Bean
    PeerReview peerReview(Essentials with, Roles roles, Settings settings) {
        return new PeerReview(with, roles, settings.review() ? PeerReview.Policy.ALL : PeerReview.Policy.NONE);
    }

    @Bean
    Engine engine(Settings settings, Essentials with) {
        return ModelChoice.engine(settings, with);
    }

    @Bean
    Build.Desk desk(
            Knowledge knowledge,
            Lookups lookups,
            Gateway gateway,
            Roles roles,
            Consultation consultation,
            Engine engine,
            PeerReview review) {
        return new Build.Desk(
                new Briefing(knowledge), lookups, new Teammates(gateway, roles, consultation), engine, review);
    }

    @Bean
    LookAround lookAround(Checks checks, Lookups lookups, Prober prober) {
        return new LookAround(checks, lookups, prober);
    }

    @Bean
    Write write(
            Essentials with,
            ProductView products,
            Build.Grounds grounds,
            Stacks stacks,
            Checks checks,
            Backlog backlog,
            Transactions transactions) {
        return new Write(with, products, new Documents(grounds, stacks, checks, backlog, transactions));
    }

    @Bean
    Release release(Essentials with, Releases releases, Launch launch, LookAround looks) {
        return new Release(with, releases, launch, looks);
    }

    @Bean
    Review review(Essentials with, Launch launch, TestSuite suite, LookAround looks) {
        return new Review(with, launch, suite, looks);
    }

    @Bean
    Surroundings surroundings(
            Companies companies,
            Brains brains,
            Staff staff,
            Memories memories,
            Transactions transactions,
            Clock clock,
            Worker worker) {
        return new Surroundings(
                companies,
                brains,
                staff,
                (company, agent) -> MemoryBrief.of(memories, company, agent, clock.instant()),
                transactions,
                clock,
                worker.id());
    }

    @Bean(destroyMethod = "close")
    Leases leases() {
        return new Leases(DepartmentWiring.LEASE);
    }

    @Bean
    Setbacks setbacks(Companies companies, Inbox inbox, Bus bus, Transactions transactions, Clock clock) {
        return new Setbacks(companies, inbox, bus, transactions, clock);
    }

    @Bean
    Resumption resumption(
            Companies companies, Inbox inbox, Bus bus, MachineSandbox sandbox, Transactions transactions, Clock clock) {
        return new Resumption(companies, inbox, bus, sandbox, transactions, clock);
    }

    @Bean
    TaskShift taskShift(
            Backlog backlog,
            Surroundings around,
            Gateway gateway,
            Leases leases,
            Setbacks setbacks,
            Map<String, TaskDuty> duties) {
        return new TaskShift(
                backlog,
                around,
                gateway,
                leases,
                setbacks,
                Map.of(
                        Duty.BUILD, of(duties, "build"),
                        Duty.RELEASE, of(duties, "release"),
                        Duty.INSPECT, of(duties, "review"),
                        Duty.WRITE, of(duties, "write")));
    }

    private static TaskDuty of(Map<String, TaskDuty> duties, String name) {
        var duty = duties.get(name);
        if (duty == null) throw new IllegalStateException("there is no duty " + name);
        return duty;
    }

    @Bean
    TaskHands taskHands(Companies companies, Roles roles, Staff staff, TaskShift shift, Clock clock) {
        return new TaskHands(companies, roles, staff, shift, clock);
    }

    @Bean
    StandingDuty direct(Essentials with, Directives directives, Brains brains, Stacks stacks, WebSearch web) {
        return new Direct(with, directives, brains, stacks, web);
    }

    @Bean
    StandingDuty plan(
            Essentials with,
            Directives directives,
            Inspections inspections,
            Backlog backlog,
            Roles roles,
            ProductView products) {
        return new Plan(with, directives, inspections, backlog, roles, products);
    }

    @Bean
    StandingDuty inspect(
            Essentials with,
            Releases releases,
            Inspections inspections,
            Launch launch,
            TestSuite suite,
            LookAround looks) {
        return new Inspect(with, releases, inspections, launch, suite, looks);
    }

    @Bean
    StandingDuty answer(Essentials with, Consultation consultation) {
        return new Answer(with, consultation);
    }

    @Bean
    StandingDuty staffing(Essentials with, Staff staff, Backlog backlog) {
        return new Staffing(with, staff, backlog);
    }

    @Bean
    StandingDuty financeReport(Essentials with, Budgets budgets, Ledger ledger, Inbox inbox) {
        return new FinanceReport(with, budgets, ledger, inbox);
    }

    @Bean
    StandingShift standingShift(
            Agenda agenda,
            Roles roles,
            Surroundings around,
            Leases leases,
            Setbacks setbacks,
            StandingShift.Plan plan) {
        return new StandingShift(agenda, roles, around, leases, setbacks, plan);
    }

    @Bean
    StandingShift.Plan standingPlan(Map<String, StandingDuty> duties, Settings settings) {
        var byRole = Map.of(
                "ceo",
                "direct",
                "cto",
                "plan",
                "qa",
                "inspect",
                "knowledge",
                "answer",
                "hr",
                "staffing",
                "finance",
                "financeReport");
        var roles = new java.util.HashMap<RoleId, StandingDuty>();
        byRole.forEach((role, name) -> {
            var duty = duties.get(name);
            if (duty == null) throw new IllegalStateException("there is no duty " + name);
            roles.put(new RoleId(role), duty);
        });
        return new StandingShift.Plan(
                Map.copyOf(roles),
                Map.of(new RoleId("ceo"), settings.ceoInterval(), new RoleId("cto"), settings.ctoInterval()),
                DepartmentWiring.LEASE);
    }

    @Bean
    DirectiveClosing directiveClosing(Directives directives, Backlog backlog, Bus bus, Clock clock) {
        return new DirectiveClosing(directives, backlog, bus, clock);
    }

    @Bean
    Watchdog watchdog(
            Backlog backlog,
            Watchdog.Offices offices,
            Bus bus,
            Traffic traffic,
            Transactions transactions,
            Clock clock) {
        return new Watchdog(backlog, offices, bus, traffic, transactions, clock);
    }

    @Bean
    Watchdog.Offices offices(Companies companies, Staff staff, Memories memories) {
        return new Watchdog.Offices(companies, staff, memories);
    }

    @Bean
    Recovery recovery(
            Backlog backlog, Agenda agenda, Budgets budgets, Surroundings around, Recovery.Products products) {
        return new Recovery(backlog, agenda, budgets, around, products);
    }

    @Bean
    Recovery.Products products(Releases releases, Launch launch, Stacks stacks, Brains brains) {
        return new Recovery.Products(releases, launch, stacks, brains);
    }
}
