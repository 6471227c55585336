package dev.companyos.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.companyos.bus.FactCodec;
import dev.companyos.facts.AppraisalFact.Feedback;
import dev.companyos.facts.Evidence;
import dev.companyos.facts.Fact;
import dev.companyos.facts.TaskFact;
import dev.companyos.kernel.AgentId;
import dev.companyos.kernel.Commit;
import dev.companyos.kernel.RoleId;
import dev.companyos.kernel.Usd;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FactLineTest {
    /** Colours, a cleared screen, a title, a carriage return, C1's CSI, a line separator, text turned round. */
    private static final String HOSTILE =
            "a%s\u001b[31mred\u001b[2J\u001b]0;title\u0007\r\b\u0000\u007f\u009b31m\u0085\u2028\u202e\u2066z\n\tend é 🎉";

    static Stream<Class<? extends Fact>> every_kind() {
        return new FactCodec().types().values().stream();
    }

    @ParameterizedTest
    @MethodSource("every_kind")
    void every_fact_is_one_line_without_control_characters(Class<? extends Fact> kind) throws Exception {
        for (String text : List.of(HOSTILE, "", "\n\n", "x".repeat(10_000), "%d %s %n", "\u001b")) {
            var fact = (Fact) sample(kind, text);
            String shown = shown(fact);
            if (shown.isEmpty()) continue;
            assertThat(shown).endsWith(System.lineSeparator());
            String line =
                    shown.substring(0, shown.length() - System.lineSeparator().length());
            assertThat(line.codePoints().filter(FactLineTest::moves))
                    .as("%s with <%s>", kind.getSimpleName(), text)
                    .isEmpty();
        }
    }

    @Test
    void facts_that_need_no_line_have_none() throws Exception {
        assertThat(new FactLine().of((Fact) sample(TaskFact.Ready.class, "t"))).isEmpty();
    }

    @Test
    void a_line_says_who_and_what() throws Exception {
        assertThat(shown((Fact) sample(TaskFact.Claimed.class, "Add the page")))
                .contains("backend_1")
                .contains("attempt 7 · Add the page");
    }

    @ParameterizedTest
    @MethodSource("every_kind")
    void facts_may_come_in_any_order_and_twice(Class<? extends Fact> kind) throws Exception {
        var fact = (Fact) sample(kind, "t");
        var lines = new FactLine();
        assertThatCode(() -> {
                    assertThat(lines.of(fact)).isEqualTo(lines.of(fact));
                })
                .doesNotThrowAnyException();
    }

    private static String shown(Fact fact) {
        var bytes = new ByteArrayOutputStream();
        var screen = new Screen(new PrintStream(bytes, true, StandardCharsets.UTF_8), false);
        new FactLine().of(fact).ifPresent(screen::line);
        return bytes.toString(StandardCharsets.UTF_8);
    }

    /** What would move the cursor, colour the terminal, break the line or turn the text round. */
    private static boolean moves(int character) {
        return Character.getType(character) == Character.CONTROL
                || character == 0x2028
                || character == 0x2029
                || character >= 0x202a && character <= 0x202e
                || character >= 0x2066 && character <= 0x2069;
    }

    private static Object sample(Class<?> type, String text) throws Exception {
        var constructor = type.getDeclaredConstructors()[0];
        var parameters = constructor.getParameterTypes();
        var values = new Object[parameters.length];
        for (int i = 0; i < values.length; i++) values[i] = value(parameters[i], text);
        return constructor.newInstance(values);
    }

    private static Object value(Class<?> type, String text) throws Exception {
        if (type == Instant.class) return Instant.parse("2026-01-01T12:00:00Z");
        if (type == String.class) return text;
        if (type == int.class) return 7;
        if (type == long.class) return 7L;
        if (type == boolean.class) return true;
        if (type == UUID.class) return UUID.randomUUID();
        if (type == Duration.class) return Duration.ofSeconds(90);
        if (type == Usd.class) return new Usd(5);
        if (type == Commit.class) return new Commit("c0ffee");
        if (type == AgentId.class) return new AgentId("backend_1");
        if (type == RoleId.class) return new RoleId("backend");
        if (type == List.class) return List.of(text, "b");
        if (type == Feedback.class) return new Feedback.Reward(text);
        if (type == Evidence.class) return sample(Evidence.class, text);
        if (type.isEnum()) return type.getEnumConstants()[0];
        return type.getMethod("fresh").invoke(null);
    }
}
