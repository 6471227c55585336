package dev.companyos.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

class PlainStreamTest {
    static Stream<Consumer<PrintStream>> every_way_to_print() {
        String text = "a\u001b[2Jb\u009b31mc\rd\u202ee";
        return Stream.of(
                it -> it.print(text),
                it -> it.println(text),
                it -> it.print((Object) new StringBuilder(text)),
                it -> it.println((Object) new StringBuilder(text)),
                it -> it.print(text.toCharArray()),
                it -> it.println(text.toCharArray()),
                it -> it.append(text),
                it -> it.printf("%s", text),
                it -> it.format("%s", text),
                it -> text.chars().forEach(c -> it.print((char) c)),
                it -> text.chars().forEach(c -> it.append((char) c)));
    }

    @ParameterizedTest
    @MethodSource("every_way_to_print")
    void no_way_to_print_lets_control_characters_through(Consumer<PrintStream> print) {
        assertThat(printed(print).strip()).isEqualTo("a\\u001b[2Jb\\u009b31mc\\u000dd\\u202ee");
    }

    @Test
    void lines_tabs_and_all_scripts_stay() {
        String text = "one\n\ttwo é 中文 עברית 🎉 👩‍💻 e\u0301";
        assertThat(printed(it -> it.print(text))).isEqualTo(text);
    }

    @Test
    void json_stays_the_same_json() {
        String json = JsonMapper.shared().writeValueAsString(new String[] {"\u001b[31m\u009b\u202e\u0000 é 🎉\n"});
        String shown = printed(it -> it.print(json));
        assertThat(JsonMapper.shared().readTree(shown))
                .isEqualTo(JsonMapper.shared().readTree(json));
        assertThat(shown).doesNotContain("\u009b").doesNotContain("\u202e");
    }

    @Test
    void a_value_is_one_line() {
        assertThat(PlainStream.line(" a\r\nerror: forged\u2028b\tc ")).isEqualTo("a error: forged b c");
    }

    @Test
    void null_is_printed_as_it_always_was() {
        assertThat(printed(it -> {
                    it.print((String) null);
                    it.print((Object) null);
                    it.println((String) null);
                }))
                .startsWith("nullnullnull");
    }

    private static String printed(Consumer<PrintStream> print) {
        var bytes = new ByteArrayOutputStream();
        var stream = new PlainStream(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        print.accept(stream);
        stream.flush();
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
