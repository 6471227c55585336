package app;

import app.testing.Expect;
import app.testing.Test;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

final class JsonTest {
    @Test
    void every_kind_of_value_is_read() {
        var expected = Arrays.asList("a\"\\\n\u00e9", 12L, new BigDecimal("-0.5"), true, null, List.of(), Map.of());
        Expect.equal(expected, Json.read(" [\"a\\\"\\\\\\n\\u00e9\", 12, -0.5, true, null, [], {}] "));
    }

    @Test
    void what_is_written_is_read_back() {
        var value = Map.of("text", "quote \" slash \\ line\nsnowman \u2603 \u0001", "list", List.of(1L, false));
        Expect.equal(value, Json.read(Json.write(value)));
    }

    @Test
    void what_is_not_json_is_refused() {
        var wrong = List.of("", "{", "[1,]", "{\"a\" 1}", "01", "\"open", "nul", "1 2", "\"\\x\"", "[".repeat(1000));
        for (String text : wrong) {
            try {
                Json.read(text);
            } catch (IllegalArgumentException expected) {
                continue;
            }
            throw new AssertionError("was read: " + text);
        }
    }
}
