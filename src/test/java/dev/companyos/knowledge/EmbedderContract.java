package dev.companyos.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What every {@link Embedder} keeps to. */
public abstract class EmbedderContract {
    protected abstract Embedder embedder();

    private float[] of(String text) {
        return embedder().embed(List.of(text)).getFirst();
    }

    @Test
    void each_text_has_one_vector_of_length_one_in_its_place() {
        var texts = List.of(
                "roasting coffee", "shipping software", "roasting coffee", "привет, мир 🙂", "x".repeat(20_000));
        var vectors = embedder().embed(texts);
        assertThat(vectors).hasSize(5).allSatisfy(it -> {
            assertThat(it).hasSize(embedder().dimensions());
            assertThat(Vectors.cosine(it, it)).isBetween(0.999, 1.001);
        });
        assertThat(vectors.get(0)).isEqualTo(vectors.get(2)).isNotEqualTo(vectors.get(1));
        assertThat(embedder().embed(List.of())).isEmpty();
    }

    @Test
    void where_nothing_is_said_every_number_is_0() {
        assertThat(of("")).hasSize(embedder().dimensions()).containsOnly(0f);
        assertThat(of(" \n\t ")).containsOnly(0f);
    }

    @Test
    void what_speaks_of_the_same_is_nearer() {
        var question = of("How do we roast our coffee beans?");
        double near = Vectors.cosine(question, of("Coffee beans are roasted in small batches."));
        double far = Vectors.cosine(question, of("The invoice was paid in March."));
        assertThat(near).isGreaterThan(far);
    }

    @Test
    void many_threads_get_the_same_answer() throws Exception {
        var expected = of("the same for everybody");
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            var all = new ArrayList<Future<float[]>>();
            for (int i = 0; i < 16; i++) all.add(pool.submit(() -> of("the same for everybody")));
            for (var it : all) assertThat(it.get()).isEqualTo(expected);
        }
    }
}
