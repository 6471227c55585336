package dev.companyos.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companyos.web.WebSearch.Hit;
import dev.companyos.web.WebSearch.Results;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every {@link WebSearch} keeps to. */
public abstract class WebSearchContract {
    /** A web in which a search for {@code coffee} finds these, in this order. */
    protected abstract WebSearch finding(List<Hit> hits) throws Exception;

    /** One that cannot be reached. */
    protected abstract WebSearch away() throws Exception;

    private static Hit hit(int number) {
        return new Hit("Coffee " + number, "https://example.com/" + number, "About coffee, part %d.".formatted(number));
    }

    private static List<Hit> found(Results results) {
        return ((Results.Found) results).hits();
    }

    @Test
    void what_is_found_comes_in_its_order_with_its_address() throws Exception {
        var hits = List.of(hit(1), hit(2), hit(3));
        assertThat(found(finding(hits).search("coffee", 5))).isEqualTo(hits);
    }

    @Test
    void no_more_than_asked_for_and_never_more_than_twenty() throws Exception {
        var many = IntStream.range(0, 50).mapToObj(WebSearchContract::hit).toList();
        assertThat(found(finding(many).search("coffee", 3))).containsExactly(hit(0), hit(1), hit(2));
        assertThat(found(finding(many).search("coffee", 1_000))).hasSize(20);
    }

    @Test
    void nothing_asked_for_finds_nothing() throws Exception {
        assertThat(found(finding(List.of(hit(1))).search("coffee", 0))).isEmpty();
        assertThat(found(finding(List.of(hit(1))).search("  ", 5))).isEmpty();
        assertThat(found(finding(List.of()).search("coffee", 5))).isEmpty();
    }

    @Test
    void a_web_that_is_away_says_why() throws Exception {
        assertThat(away().search("coffee", 5))
                .isInstanceOfSatisfying(
                        Results.Unavailable.class, it -> assertThat(it.why()).isNotBlank());
    }
}
