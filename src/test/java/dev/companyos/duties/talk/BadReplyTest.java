package dev.companyos.duties.talk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class BadReplyTest {
    static final Path PAGE = Path.of("docs/bad-replies.md");

    static String table() {
        return Arrays.stream(BadReply.values())
                .map(it -> "| %s | %s | %s | %s |"
                        .formatted(
                                it.name().toLowerCase(Locale.ROOT).replace('_', ' '),
                                it.meaning(),
                                it.answer().words(),
                                it.bound() == 0 ? "never" : it.bound() + " in a row"))
                .collect(Collectors.joining(
                        "\n", "| kind | what it is | answer | how often |\n|---|---|---|---|\n", "\n"));
    }

    @Test
    void the_page_shows_the_table() throws IOException {
        String page = Files.readString(PAGE);
        if (page.contains(table())) return;
        Path fresh = Path.of("target/bad-replies.md");
        String before = page.contains("| kind |") ? page.substring(0, page.indexOf("| kind |")) : page + "\n";
        String after = page.contains("\n\nTwo ") ? page.substring(page.indexOf("\n\nTwo ") + 1) : "";
        Files.writeString(fresh, before + table() + after);
        assertThat(page)
                .as("The page is stale. If the change is meant: cp %s %s", fresh, PAGE)
                .contains(table());
    }

    @Test
    void every_kind_has_a_bound_or_is_never_answered() {
        for (var kind : BadReply.values())
            assertThat(kind.bound() == 0).isEqualTo(kind.answer() == BadReply.Answer.GIVE_UP);
    }

    @Test
    void one_more_than_the_bound_ends_it_and_a_good_reply_starts_anew() {
        for (var kind : BadReply.values()) {
            var strikes = new Strikes();
            for (int i = 0; i < kind.bound(); i++) assertThat(strikes.out(kind)).isFalse();
            strikes.good();
            strikes.progress();
            for (int i = 0; i < kind.bound(); i++) assertThat(strikes.out(kind)).isFalse();
            assertThat(strikes.out(kind)).as(kind.name()).isTrue();
        }
    }

    @Test
    void replies_of_different_kinds_that_come_to_nothing_are_counted_together() {
        var strikes = new Strikes();
        assertThat(strikes.out(BadReply.EMPTY)).isFalse();
        assertThat(strikes.out(BadReply.NOT_JSON)).isFalse();
        assertThat(strikes.out(BadReply.TALK)).isTrue();
    }
}
