package dev.companyos.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ChunkerTest {
    @Test
    void a_short_text_is_one_passage() {
        assertThat(Chunker.chunks("  Hello.\r\nWorld.  ")).containsExactly("Hello.\nWorld.");
    }

    @Test
    void nothing_is_no_passage() {
        assertThat(Chunker.chunks(" \n\n\t ")).isEmpty();
    }

    @Test
    void passages_end_at_paragraphs_where_they_can() {
        var paragraph = "word ".repeat(100).strip() + ".";
        assertThat(Chunker.chunks(String.join("\n\n", paragraph, paragraph, paragraph)))
                .allSatisfy(it -> assertThat(it).endsWith("word."));
    }

    @Test
    void each_passage_begins_with_the_end_of_the_one_before() {
        var sentences = new StringBuilder();
        for (int i = 0; i < 200; i++)
            sentences.append("Sentence number ").append(i).append(" is here. ");
        var chunks = Chunker.chunks(sentences.toString());
        for (int i = 1; i < chunks.size(); i++) {
            String firstSentence = chunks.get(i).substring(0, chunks.get(i).indexOf('.') + 1);
            assertThat(chunks.get(i - 1)).contains(firstSentence);
        }
    }

    @Test
    void nothing_is_lost_and_no_passage_is_too_long_whatever_the_text() {
        var random = new Random(11);
        var pieces = List.of("a", "word", " ", "\n", "\n\n", ". ", "🚀", "日本", "x".repeat(900), "\t");
        for (int run = 0; run < 300; run++) {
            var text = new StringBuilder();
            for (int i = random.nextInt(400); i >= 0; i--) text.append(pieces.get(random.nextInt(pieces.size())));
            var chunks = Chunker.chunks(text.toString());
            assertThat(chunks).allSatisfy(it -> {
                assertThat(it).isNotBlank().hasSizeLessThanOrEqualTo(Chunker.TARGET);
                assertThat(Character.isLowSurrogate(it.charAt(0))).isFalse();
            });
            assertEveryCharacterIsThere(text.toString(), chunks);
        }
    }

    /** Passages overlap, so together they have each visible character at least as often as the text. */
    private static void assertEveryCharacterIsThere(String text, List<String> chunks) {
        String all = String.join("", chunks);
        text.chars().filter(it -> !Character.isWhitespace(it)).distinct().forEach(it -> assertThat(
                        all.chars().filter(other -> other == it).count())
                .isGreaterThanOrEqualTo(
                        text.chars().filter(other -> other == it).count()));
    }
}
