package dev.companyos;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** ARCHITECTURE.md, executed. */
@AnalyzeClasses(packages = "dev.companyos", importOptions = ImportOption.DoNotIncludeTests.class)
class FloorsTest {
    @ArchTest
    static final ArchRule each_floor_looks_only_down = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("rim")
            .definedBy("dev.companyos.app..", "dev.companyos.api..", "dev.companyos.cli..")
            .layer("motion")
            .definedBy("dev.companyos.shift..", "dev.companyos.duties..")
            .layer("departments")
            .definedBy(
                    "dev.companyos.company..",
                    "dev.companyos.work..",
                    "dev.companyos.roles..",
                    "dev.companyos.appraisal..",
                    "dev.companyos.memory..",
                    "dev.companyos.budget..",
                    "dev.companyos.release..",
                    "dev.companyos.inspection..")
            .layer("utilities")
            .definedBy(
                    "dev.companyos.bus..",
                    "dev.companyos.llm..",
                    "dev.companyos.codingagent..",
                    "dev.companyos.repo..",
                    "dev.companyos.checks..",
                    "dev.companyos.sandbox..",
                    "dev.companyos.stacks..",
                    "dev.companyos.dependencies..",
                    "dev.companyos.knowledge..",
                    "dev.companyos.hosting..",
                    "dev.companyos.web..")
            .layer("words")
            .definedBy("dev.companyos.kernel..", "dev.companyos.facts..")
            .whereLayer("rim")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("motion")
            .mayOnlyBeAccessedByLayers("rim")
            .whereLayer("departments")
            .mayOnlyBeAccessedByLayers("rim", "motion")
            .whereLayer("utilities")
            .mayOnlyBeAccessedByLayers("rim", "motion", "departments");

    @ArchTest
    static final ArchRule departments_do_not_know_each_other = slices().matching(
                    "dev.companyos.(company|work|roles|appraisal|memory|budget|release|inspection)..")
            .should()
            .notDependOnEachOther();

    @ArchTest
    static final ArchRule rooms_form_no_cycle =
            slices().matching("dev.companyos.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule frameworks_stay_at_the_rim = noClasses()
            .that()
            .resideOutsideOfPackages(
                    "dev.companyos.app..", "dev.companyos.api..", "dev.companyos.cli..", "..postgres..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.springframework..", "jakarta..", "java.sql..");

    @ArchTest
    static final ArchRule only_its_own_room_knows_the_rehearsal = noClasses()
            .that()
            .resideOutsideOfPackages("dev.companyos.llm.rehearsal..", "dev.companyos.app..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.companyos.llm.rehearsal..");

    @ArchTest
    static final ArchRule redis_is_known_to_the_bus_alone = noClasses()
            .that()
            .resideOutsideOfPackages("dev.companyos.bus.redis..", "dev.companyos.app..", "..redis..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("redis.clients..");
}
