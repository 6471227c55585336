package dev.companyos.web.memory;

import dev.companyos.web.WebSearch;

/** A place without a network, and how it says so. */
public record NoWeb(String why) implements WebSearch {
    @Override
    public Results search(String query, int limit) {
        return new Results.Unavailable(why);
    }
}
