package dev.companyos.hosting;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What every {@link Prober} keeps to. */
public abstract class ProberContract {
    protected abstract Prober prober();

    /** Where a product answers. */
    protected abstract String url();

    /** From now on the product answers this path so. */
    protected abstract void answers(String path, int status);

    /** An address at which nobody answers. */
    protected abstract String nobody() throws Exception;

    @Test
    void each_path_gets_its_own_answer_in_the_order_asked() {
        answers("/fine", 200);
        answers("/made", 201);
        answers("/broken", 500);
        answers("/gone", 404);
        var probes = prober().probe(url(), List.of("/broken", "/fine", "/gone", "/made", "/fine"));
        assertThat(probes)
                .extracting(Prober.Probe::path)
                .containsExactly("/broken", "/fine", "/gone", "/made", "/fine");
        assertThat(probes).extracting(Prober.Probe::status).containsExactly(500, 200, 404, 201, 200);
        assertThat(probes).extracting(Prober.Probe::passed).containsExactly(false, true, false, true, true);
        assertThat(probes).allSatisfy(it -> assertThat(it.millis()).isNotNegative());
        assertThat(prober().probe(url(), List.of())).isEmpty();
    }

    @Test
    void where_nobody_answers_the_status_is_0_and_the_reason_is_said() throws Exception {
        var probe = prober().probe(nobody(), List.of("/health")).getFirst();
        assertThat(probe.status()).isZero();
        assertThat(probe.passed()).isFalse();
        assertThat(probe.detail()).isNotBlank();
        var page = prober().fetch(nobody(), "/");
        assertThat(page.status()).isZero();
        assertThat(page.body()).isNotBlank();
    }

    @Test
    void a_page_comes_with_its_status_and_never_from_elsewhere() {
        answers("/page", 200);
        assertThat(prober().fetch(url(), "/page").status()).isEqualTo(200);
        for (var odd : List.of("@example.invalid/", "http://example.invalid/", ":80@example.invalid", ""))
            assertThat(prober().fetch(url(), odd).status()).as(odd).isIn(0, 404);
    }
}
