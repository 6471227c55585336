package dev.companyos.knowledge.memory;

import dev.companyos.knowledge.Embedder;
import dev.companyos.knowledge.Vectors;
import java.util.List;
import java.util.Locale;

/** Nearness in words instead of meaning: each word's stem counts in a place that its hash decides. Needs no model. */
public final class HashingEmbedder implements Embedder {
    @Override
    public List<float[]> embed(List<String> texts) {
        return texts.stream().map(this::embed).toList();
    }

    @Override
    public int dimensions() {
        return 384;
    }

    private float[] embed(String text) {
        var vector = new float[dimensions()];
        for (String word : text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+"))
            if (word.length() > 2) vector[Math.floorMod(stem(word).hashCode(), vector.length)] += 1;
        return Vectors.toLengthOne(vector);
    }

    private static String stem(String word) {
        return word.length() > 5 ? word.substring(0, 5) : word;
    }
}
