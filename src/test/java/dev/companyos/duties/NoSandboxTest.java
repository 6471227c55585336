package dev.companyos.duties;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.companyos.hosting.local.LocalHosting;
import dev.companyos.hosting.local.Timing;
import dev.companyos.kernel.CompanyException;
import dev.companyos.repo.Repository;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of each duty where nothing confines what somebody else wrote. */
class NoSandboxTest {
    @TempDir
    Path folder;

    Office office;

    @BeforeEach
    void open() {
        office = new Office(folder).with(Map.of("src/a.txt", "one\n"));
        office.sandbox.confines = false;
        office.gateway.writesOnlyOurCode = false;
    }

    @Test
    void engineers_are_not_asked() {
        var turn = office.task("backend", "Keep entries", "Keep them.", "It works");
        refused(() -> Duties.build(office).perform(turn));
    }

    @Test
    void a_product_that_a_model_wrote_stays_one_whoever_thinks_today() {
        office.gateway.writesOnlyOurCode = true;
        var turn = office.task("backend", "Keep entries", "Keep them.", "It works");
        refused(() -> Duties.build(office).perform(turn));
        refused(() -> Duties.review(office).perform(turn));
    }

    @Test
    void reviewers_and_inspectors_are_not_asked() {
        var turn = office.task("qa", "Look at it", "Look.", "It works");
        refused(() -> Duties.review(office).perform(turn));
        Duties.live(office);
        refused(() -> Duties.inspect(office).perform(office.turn("qa")));
    }

    @Test
    void nobody_is_asked_about_a_release_that_could_not_be_run() {
        try (var hosting = new LocalHosting(
                new LocalHosting.Means(office.sandbox, office.installations, office.prober),
                folder.resolve("hosting"),
                office.clock,
                Timing.USUAL,
                product -> Provenance.ours(office.repositories.open(product)))) {
            var launch =
                    new Launch(office.repositories, office.stacks, hosting, office.prober, folder.resolve("exports"));
            var release = new Release(office.with, office.releases, launch, office.looks());
            var turn = office.task("devops", "Release it", "Release.", "It answers");
            refused(() -> release.perform(turn));
            assertThat(office.releases.list(office.company, 5)).isEmpty();
        }
    }

    @Test
    void our_own_code_is_run_and_remembered_as_ours() throws Exception {
        office.gateway.writesOnlyOurCode = true;
        var repository = office.repositories.open(new dev.companyos.kernel.Slug("tea"));
        office.store.brains().nameProduct(office.company, "Tea", "tea", "Tea.", "java");
        office.model.calls("write_file", "{\"path\":\"src/b.txt\",\"content\":\"x\"}");
        office.model.calls("finish", "{\"summary\":\"Written.\"}");
        var turn = office.task("backend", "Keep entries", "Keep them.", "It works");
        assertThat(Duties.build(office).perform(turn)).isInstanceOf(Result.Done.class);
        assertThat(office.sandbox.runs).isPositive();
        assertThat(Provenance.ours(repository)).isTrue();

        var tree = folder.resolve("foreign");
        repository.export(repository.main().orElseThrow(), tree);
        Files.writeString(tree.resolve("evil.txt"), "x");
        var message = new Repository.Message("Mine", "Origin: templates", "backend_1", List.of());
        var commit = repository.commit(tree, "x", repository.main(), message).orElseThrow();
        assertThat(repository.advance(repository.main(), commit)).isTrue();
        assertThat(Provenance.ours(repository)).isFalse();
    }

    @Test
    void nothing_written_yet_is_ours() {
        assertThat(Provenance.ours(office.repositories.open(new dev.companyos.kernel.Slug("new"))))
                .isTrue();
    }

    private void refused(ThrowingCallable turn) {
        assertThatThrownBy(turn).isInstanceOfSatisfying(CompanyException.class, it -> {
            assertThat(it.code()).isEqualTo("unavailable.sandbox");
            assertThat(it.doThis()).contains("apt-get install bubblewrap", "goes on by itself", "company resume");
        });
        assertThat(office.model.asked()).isEmpty();
        assertThat(office.sandbox.runs).isZero();
        assertThat(Optional.of(folder.resolve("workspaces")).filter(Files::exists))
                .isEmpty();
    }
}
