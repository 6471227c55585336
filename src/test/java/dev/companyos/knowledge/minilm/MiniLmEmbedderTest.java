package dev.companyos.knowledge.minilm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companyos.kernel.CompanyId;
import dev.companyos.knowledge.Vectors;
import dev.companyos.knowledge.memory.MemoryKnowledge;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;

class MiniLmEmbedderTest {
    final MiniLmEmbedder embedder = new MiniLmEmbedder();

    @Test
    void a_passage_near_in_meaning_comes_first_though_it_shares_no_word() {
        var knowledge = new MemoryKnowledge(embedder, Clock.systemUTC());
        var company = CompanyId.fresh();
        knowledge.add(company, "Money back", "business", "Buyers are reimbursed when they return the goods in time.");
        knowledge.add(company, "Releases", "engineering", "The build server publishes a new version each night.");
        knowledge.add(company, "Coffee", "business", "We roast beans from Ethiopia and Peru in small batches.");

        assertThat(knowledge
                        .search(company, "how can a customer get a refund?", 3)
                        .getFirst()
                        .source())
                .isEqualTo("Money back § 1");
        assertThat(knowledge
                        .search(company, "when is software deployed?", 3)
                        .getFirst()
                        .source())
                .isEqualTo("Releases § 1");
    }

    @Test
    void vectors_have_length_one_and_survive_as_bytes() {
        for (float[] vector : embedder.embed(List.of("one", "a longer sentence. ".repeat(300)))) {
            assertThat(vector).hasSize(embedder.dimensions());
            assertThat(Vectors.cosine(vector, vector)).isBetween(0.999, 1.001);
            assertThat(Vectors.fromBytes(Vectors.toBytes(vector))).containsExactly(vector);
        }
    }

    @Test
    void nothing_said_is_near_to_nothing() {
        var nothing = embedder.embed(List.of(" ")).getFirst();
        assertThat(Vectors.cosine(nothing, embedder.embed(List.of("word")).getFirst()))
                .isZero();
    }
}
