package dev.companyos.llm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenBoundTest {
    /** Tokens as a byte-level tokenizer at its worst could count them. */
    @ParameterizedTest
    @CsvSource({"internationalization, 10", "'{[()]};!=<>&|', 14", "0123456789, 10", "日本語, 9", "🚀🚀, 8", "naïve, 4"})
    void no_text_has_more_tokens_than_its_bound(String text, int tokens) {
        assertThat(TokenBound.of(text)).isBetween((long) tokens, tokens + 21L);
    }
}
