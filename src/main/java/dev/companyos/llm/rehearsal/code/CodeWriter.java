package dev.companyos.llm.rehearsal.code;

import java.util.Map;

/**
 * Writes features for one stack, each as files by path. Files of different features never overlap, so they merge in any
 * order that keeps a backend before the frontend of the same entity; {@link #fullstack} reads what is there when it
 * runs.
 */
public interface CodeWriter {
    String stack();

    /** The entity's model, its JSON API under {@code /api/<plural-kebab>}, and tests. */
    Map<String, String> backend(Product product, Entity entity);

    /** The entity's page under {@code /<plural-kebab>} with list, form and search, and tests. */
    Map<String, String> frontend(Product product, Entity entity);

    /** A home page in the product's words, {@code /api/summary} with counts, and tests. */
    Map<String, String> fullstack(Product product);
}
