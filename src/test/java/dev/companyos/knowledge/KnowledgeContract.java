package dev.companyos.knowledge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.companyos.kernel.CompanyException;
import dev.companyos.kernel.CompanyId;
import dev.companyos.knowledge.memory.HashingEmbedder;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every knowledge base does, wherever it keeps its passages. */
public abstract class KnowledgeContract {
    static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    final CompanyId company = CompanyId.fresh();
    private final Counting embedder = new Counting();

    protected abstract Knowledge knowledge(Embedder embedder, Clock clock);

    private Knowledge knowledge() {
        return knowledge(embedder, Clock.fixed(NOON, ZoneOffset.UTC));
    }

    @Test
    void the_nearest_passage_comes_first_with_its_source() {
        knowledge().add(company, "Refunds", "business", "Customers get a refund within thirty days of purchase.");
        knowledge().add(company, "Deploys", "engineering", "Deployments run every Tuesday from the main branch.");

        var found = knowledge().search(company, "refund for customers", 2);

        assertThat(found).extracting(Knowledge.Passage::source).containsExactly("Refunds § 1", "Deploys § 1");
        assertThat(found.getFirst().text()).isEqualTo("Customers get a refund within thirty days of purchase.");
        assertThat(found.getFirst().similarity())
                .isBetween(0.3, 1.0)
                .isGreaterThan(found.getLast().similarity());
    }

    @Test
    void a_company_without_documents_gets_an_answer_before_any_model_is_loaded() {
        assertThat(knowledge().search(company, "anything", 5)).isEmpty();
        assertThat(embedder.texts).isZero();
    }

    @Test
    void the_same_title_and_category_replace_the_earlier_document() {
        knowledge().add(company, "Handbook", "business", "old words ".repeat(300));
        knowledge().add(company, "Handbook", "business", "new words");
        knowledge().add(company, "Handbook", "marketing", "other words");

        assertThat(knowledge().documents(company))
                .containsExactly(
                        new Knowledge.Document("Handbook", "business", 1, NOON),
                        new Knowledge.Document("Handbook", "marketing", 1, NOON));
        assertThat(knowledge().search(company, "words", 50))
                .extracting(Knowledge.Passage::text)
                .containsExactlyInAnyOrder("new words", "other words");
    }

    @Test
    void a_long_document_is_many_passages_numbered_in_order() {
        var text = String.join(
                "\n\n",
                IntStream.range(0, 40)
                        .mapToObj(it -> "Paragraph " + it + " is about p" + it + "q. " + "More of it. ".repeat(20))
                        .toList());
        knowledge().add(company, "Book", "business", text);
        assertThat(knowledge().documents(company).getFirst().chunks()).isGreaterThan(10);
        assertThat(knowledge().search(company, "p17q", 1).getFirst().text()).contains("p17q");
        assertThat(knowledge().search(company, "paragraph", 3)).hasSize(3);
    }

    @Test
    void companies_see_nothing_of_each_other() {
        knowledge().add(CompanyId.fresh(), "Secret", "business", "the secret recipe");
        assertThat(knowledge().search(company, "secret recipe", 5)).isEmpty();
        assertThat(knowledge().documents(company)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"emoji 🚀 and naïve 日本語", "null \u0000 and bell \u0007", "'; drop table knowledge_chunk; --"})
    void any_text_can_be_taken_in(String text) {
        knowledge().add(company, text, "odd", text);
        assertThat(knowledge().search(company, text, 1)).hasSize(1);
    }

    @Test
    void a_query_may_be_nonsense() {
        knowledge().add(company, "A", "b", "some text");
        assertThat(knowledge().search(company, " ", 5)).isEmpty();
        assertThat(knowledge().search(company, "text", 0)).isEmpty();
        assertThat(knowledge().search(company, "text ".repeat(10_000), 5)).hasSize(1);
        assertThat(knowledge().search(company, "text", Integer.MAX_VALUE)).hasSize(1);
    }

    @Test
    void what_is_no_document_is_refused() {
        for (var bad : List.of(
                new String[] {"", "c", "text"},
                new String[] {"t", " ", "text"},
                new String[] {"t".repeat(201), "c", "text"},
                new String[] {"t", "c", " \n "},
                new String[] {"t", "c", "é".repeat(1_000_001)}))
            assertThatThrownBy(() -> knowledge().add(company, bad[0], bad[1], bad[2]))
                    .isInstanceOfSatisfying(
                            CompanyException.class, it -> assertThat(it.code()).isEqualTo("invalid.document"));
        assertThat(knowledge().documents(company)).isEmpty();
    }

    @Test
    void two_that_add_the_same_document_at_once_leave_one_whole_document() throws Exception {
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 16; i++) {
                String text = ("version" + i + " ").repeat(400);
                pool.submit(() -> knowledge().add(company, "Wiki", "engineering", text));
            }
        }
        var document = knowledge().documents(company).getFirst();
        var passages = knowledge().search(company, "version1", 50);
        assertThat(passages).hasSize(document.chunks());
        assertThat(passages.stream().map(it -> it.text().split(" ")[0]).distinct())
                .hasSize(1);
    }

    private static final class Counting implements Embedder {
        private final Embedder words = new HashingEmbedder();
        private volatile int texts;

        @Override
        public synchronized List<float[]> embed(List<String> texts) {
            this.texts += texts.size();
            return words.embed(texts);
        }

        @Override
        public int dimensions() {
            return words.dimensions();
        }
    }
}
