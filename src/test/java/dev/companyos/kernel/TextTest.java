package dev.companyos.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TextTest {
    @Test
    void whole_text_that_fits_stays_as_it_is() {
        assertThat(Text.storable("naïve 🚀 שלום", 100)).isEqualTo("naïve 🚀 שלום");
        assertThat(Text.storable("", 0)).isEmpty();
    }

    @Test
    void nothing_is_cut_through_the_middle_of_a_character() {
        assertThat(Text.storable("ab🚀", 3)).isEqualTo("ab");
        assertThat(Text.storable("ab🚀", 4)).isEqualTo("ab🚀");
    }

    @Test
    void nul_goes_and_half_characters_become_one_that_can_be_written() {
        assertThat(Text.storable("a\u0000b", 10)).isEqualTo("ab");
        assertThat(Text.storable("a\uD83Db\uDE80", 10)).isEqualTo("a\uFFFDb\uFFFD");
    }
}
