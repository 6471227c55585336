package dev.companyos.llm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class ReplyTest {
    @Test
    void calls_that_were_journaled_before_there_was_anything_verbatim_are_still_read() {
        var old = """
                {"model":"m","usage":{"input":1,"output":2,"cacheWrite":3,"cacheRead":4},"text":"",
                 "calls":[{"id":"t1","name":"f","arguments":"{}"}]}
                """;
        var read = JsonMapper.builder().build().readValue(old, Reply.ToolCalls.class);
        assertThat(read)
                .isEqualTo(new Reply.ToolCalls(
                        "m", new Reply.Usage(1, 2, 3, 4), "", List.of(new Message.ToolCall("t1", "f", "{}"))));
    }
}
