package dev.companyos.duties.tools;

import dev.companyos.duties.talk.Fence;
import dev.companyos.duties.talk.Texts;
import dev.companyos.duties.talk.Told;
import dev.companyos.duties.talk.Tool;
import dev.companyos.duties.talk.Tool.Outcome;
import dev.companyos.kernel.CompanyId;
import dev.companyos.knowledge.Knowledge;
import dev.companyos.web.WebSearch;
import java.util.List;
import java.util.stream.Collectors;

/** What the company knows, and what the web says. Both come back marked as foreign. */
public final class Lookups {
    private static final int PASSAGES = 5;
    private static final int HITS = 6;
    private static final int SEARCHES = 4;
    private static final int QUERY = 400;

    private final Knowledge knowledge;
    private final WebSearch web;

    public Lookups(Knowledge knowledge, WebSearch web) {
        this.knowledge = knowledge;
        this.web = web;
    }

    record SearchKnowledge(
            @Told("what you want to know, in a few words") String query) {}

    record SearchWeb(
            @Told("what you would type into a search engine; nothing secret")
            String query) {}

    /** For one turn, which may search the web {@value #SEARCHES} times. */
    public List<Tool> forTurn(CompanyId company) {
        var searches = new int[1];
        return List.of(
                Tool.looks(
                        "search_knowledge",
                        "The passages of the company's own documents that are nearest in meaning.",
                        SearchKnowledge.class,
                        it -> knowledge(company, it.query())),
                Tool.looks(
                        "web_search",
                        "Titles and first lines of web pages. At most %d times in a turn.".formatted(SEARCHES),
                        SearchWeb.class,
                        it -> searches[0]++ < SEARCHES
                                ? web(it.query())
                                : new Outcome.Error(
                                        "You have searched the web %d times in this turn; that is the most. Go on with what you know."
                                                .formatted(SEARCHES))));
    }

    private Outcome knowledge(CompanyId company, String query) {
        if (query.isBlank()) return new Outcome.Error("`query` is empty.");
        var passages = knowledge.search(company, Texts.head(query, QUERY), PASSAGES);
        return new Outcome.Ok(
                passages.isEmpty()
                        ? "The knowledge base holds nothing on this."
                        : passages.stream()
                                .map(it -> Fence.data(it.source(), it.text(), 2_000))
                                .collect(Collectors.joining("\n")));
    }

    private Outcome web(String query) {
        if (query.isBlank()) return new Outcome.Error("`query` is empty.");
        return switch (web.search(Texts.head(query, QUERY), HITS)) {
            case WebSearch.Results.Unavailable(var why) -> new Outcome.Error("The web cannot be searched now: " + why);
            case WebSearch.Results.Found(var hits) when hits.isEmpty() -> new Outcome.Ok("Nothing found.");
            case WebSearch.Results.Found(var hits) ->
                new Outcome.Ok(Fence.data(
                        "web search",
                        hits.stream()
                                .map(it -> "%s (%s)\n%s".formatted(it.title(), it.url(), it.snippet()))
                                .collect(Collectors.joining("\n\n")),
                        8_000));
        };
    }
}
