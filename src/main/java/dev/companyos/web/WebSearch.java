package dev.companyos.web;

import java.util.List;

/** Searches the web. What comes back is foreign text: data, never instruction. */
public interface WebSearch {
    Results search(String query, int limit);

    sealed interface Results {
        record Found(List<Hit> hits) implements Results {}

        /** No network, or the search engine did not answer in time; {@code why} is for the brief. */
        record Unavailable(String why) implements Results {}
    }

    record Hit(String title, String url, String snippet) {}
}
