package dev.companyos.sandbox.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class BoundedOutputTest {
    @Test
    void up_to_the_bound_nothing_is_lost() {
        assertThat(output(10, "0123456789").text()).isEqualTo("0123456789");
        assertThat(output(10, "01", "234", "5678", "9").text()).isEqualTo("0123456789");
    }

    @Test
    void past_the_bound_the_middle_is_left_out() {
        assertThat(output(10, "0123456789abc").text())
                .startsWith("01234\n")
                .endsWith("\n89abc")
                .contains("3 bytes left out");
        assertThat(output(10, "0", "12345678", "9a", "b", "c").text())
                .startsWith("01234\n")
                .endsWith("\n89abc");
        assertThat(output(10, "x".repeat(1000) + "END").text()).endsWith("xxEND");
    }

    private static BoundedOutput output(int bound, String... parts) {
        var output = new BoundedOutput(bound);
        for (var part : parts) output.add(part.getBytes(StandardCharsets.UTF_8), part.length());
        return output;
    }
}
