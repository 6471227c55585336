package dev.companyos.web.memory;

import dev.companyos.web.WebSearch;
import java.util.List;
import java.util.Locale;

/** A web of a few pages: a search finds those whose title or snippet holds one of its words, in their order. */
public record MemoryWeb(List<Hit> pages) implements WebSearch {
    private static final int MOST = 20;

    public MemoryWeb {
        pages = List.copyOf(pages);
    }

    @Override
    public Results search(String query, int limit) {
        var words = List.of(query.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+"));
        return new Results.Found(pages.stream()
                .filter(it -> words.stream()
                        .anyMatch(word -> !word.isEmpty()
                                && (it.title() + " " + it.snippet())
                                        .toLowerCase(Locale.ROOT)
                                        .contains(word)))
                .limit(Math.clamp(limit, 0, MOST))
                .toList());
    }
}
