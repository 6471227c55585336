package dev.companyos.knowledge;

import java.util.List;

/** Puts texts into a space where nearness is nearness in meaning. Safe to call from many threads. */
public interface Embedder {
    /** One vector for each text, in their order: {@link #dimensions} numbers, of length 1 (or 0, where nothing is said). */
    List<float[]> embed(List<String> texts);

    int dimensions();
}
