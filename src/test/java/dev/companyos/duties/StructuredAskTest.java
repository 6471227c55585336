package dev.companyos.duties;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companyos.duties.StructuredAsk.Outcome;
import dev.companyos.llm.Message;
import dev.companyos.llm.Reply;
import java.util.List;
import org.junit.jupiter.api.Test;

class StructuredAskTest {
    final ScriptedSession model = new ScriptedSession();

    Outcome<String> ask() {
        return StructuredAsk.ask(
                model, List.of(), "brief", "{}", "hash", answer -> StructuredAsk.text(answer, "word", 10));
    }

    @Test
    void takes_an_object_even_where_the_model_talks_around_it() {
        model.says("Sure!\n```json\n{\"word\": \"hello\"}\n```");
        assertThat(ask()).isEqualTo(new Outcome.Usable<>("hello"));
    }

    @Test
    void tells_the_model_what_was_wrong_and_takes_the_next_answer() {
        model.says("{\"word\": 7}").says("{\"word\": \"seven\"}");
        assertThat(ask()).isEqualTo(new Outcome.Usable<>("seven"));
        assertThat(((Message.User) model.asked().get(1).messages().getLast()).text())
                .contains("`word` must be a text");
    }

    @Test
    void gives_up_after_three_with_the_last_reason() {
        model.says("nothing")
                .replies(new Reply.Truncated("m", Reply.Usage.NONE, "{\"wo"))
                .replies(new Reply.Refused("m", Reply.Usage.NONE, "no"));
        assertThat(ask()).isInstanceOfSatisfying(Outcome.Unusable.class, it -> assertThat(it.reason())
                .contains("3 tries")
                .contains("refused"));
        assertThat(model.asked()).hasSize(3);
    }

    @Test
    void cuts_what_is_longer_than_it_may_be() {
        model.says("{\"word\": \"a very long word indeed\"}");
        assertThat(ask()).isEqualTo(new Outcome.Usable<>("a very lon"));
    }
}
