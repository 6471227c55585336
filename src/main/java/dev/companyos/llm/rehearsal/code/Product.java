package dev.companyos.llm.rehearsal.code;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A product in words: what it is called, what it promises and what it keeps.
 *
 * @param name any text; it is escaped wherever it is written
 * @param tagline one sentence for its home page
 */
public record Product(String name, String tagline, List<Entity> entities) {
    public Product {
        entities = List.copyOf(entities);
        Set<String> singulars = new HashSet<>();
        Set<String> plurals = new HashSet<>();
        for (Entity entity : entities) {
            if (!singulars.add(entity.singular()) || !plurals.add(entity.plural())) {
                throw new IllegalArgumentException("The product keeps " + entity.plural() + " twice");
            }
        }
    }
}
