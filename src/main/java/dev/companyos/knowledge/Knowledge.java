package dev.companyos.knowledge;

import dev.companyos.kernel.CompanyId;
import java.time.Instant;
import java.util.List;

/** What the company can look up. */
public interface Knowledge {
    /**
     * Takes in a document; the same title and category replace the earlier one.
     *
     * @param text plain text or Markdown, at most 2 MB
     * @param category such as engineering, business, marketing
     */
    void add(CompanyId company, String title, String category, String text);

    List<Document> documents(CompanyId company);

    /** The {@code limit} passages nearest in meaning, best first; empty when nothing is known. */
    List<Passage> search(CompanyId company, String query, int limit);

    record Document(String title, String category, int chunks, Instant addedAt) {}

    /** @param source title and place, such as {@code Handbook § 3}; @param similarity cosine, -1 to 1 */
    record Passage(String source, String text, double similarity) {}
}
