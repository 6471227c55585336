package dev.companyos.sandbox.none;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.companyos.kernel.CompanyException;
import dev.companyos.sandbox.Sandbox;
import dev.companyos.sandbox.SandboxContract;
import java.util.List;
import org.junit.jupiter.api.Test;

class UnconfinedTest extends SandboxContract {
    private final Sandbox sandbox = new Unconfined();

    @Override
    protected Sandbox sandbox() {
        return sandbox;
    }

    @Test
    void it_does_not_claim_to_confine() {
        assertThat(sandbox.confines()).isFalse();
        assertThat(sandbox.name()).isEqualTo("none");
    }

    @Test
    void a_program_that_cannot_be_started_is_unavailable() {
        assertThatThrownBy(() -> sandbox.run(job(List.of("/no/such/program"))))
                .isInstanceOfSatisfying(
                        CompanyException.class, it -> assertThat(it.code()).isEqualTo("unavailable.sandbox"));
    }
}
