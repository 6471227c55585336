package dev.companyos.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A server all of whose texts try to drive the terminal, and every command that shows them. */
class ForeignTextTest {
    private static final String HOSTILE = "\u001b]0;owned\u0007\u001b[2J\u009b31m\u202e\rover\u0000";

    @TempDir
    Path home;

    private HttpServer server;
    private volatile int status = 200;

    @BeforeEach
    void start() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String path = exchange.getRequestURI().getPath();
            boolean list = path.matches(".*/(companies|tasks|directives|releases|roles|agents|inbox|knowledge)")
                    && exchange.getRequestMethod().equals("GET");
            byte[] body = (list ? JsonNodeFactory.instance.arrayNode().add(hostile()) : hostile())
                    .toString()
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(path.equals("/healthz") ? 200 : status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        Files.writeString(
                home.resolve("server.url"),
                "http://127.0.0.1:" + server.getAddress().getPort());
        Files.writeString(
                home.resolve("server.pid"),
                String.valueOf(ProcessHandle.current().pid()));
        Files.writeString(home.resolve("token"), "t");
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    static Stream<List<String>> every_command_that_shows_what_the_server_says() {
        return CommandsTest.every_verb_that_needs_a_server()
                .filter(it ->
                        !List.of("stop", "ask").contains(it.getLast()) && !it.contains("ask") && !it.contains("add"));
    }

    @ParameterizedTest
    @MethodSource("every_command_that_shows_what_the_server_says")
    void no_command_lets_foreign_text_drive_the_terminal(List<String> words) {
        for (int code : new int[] {200, 400, 500}) {
            status = code;
            for (boolean json : new boolean[] {false, true}) {
                var command = new ArrayList<>(words);
                command.addAll(List.of("--home", home.toString()));
                if (json) command.add("--json");
                String shown = company(command);
                assertThat(shown.codePoints().filter(ForeignTextTest::drives))
                        .as("%s -> %s", command, shown)
                        .isEmpty();
                if (json && code == 200)
                    assertThat(JsonMapper.shared().readTree(shown).toString()).contains("owned");
            }
        }
    }

    private static boolean drives(int character) {
        return Character.getType(character) == Character.CONTROL && character != '\n' && character != '\t'
                || character >= 0x202a && character <= 0x202e;
    }

    private static ObjectNode hostile() {
        var node = JsonNodeFactory.instance.objectNode();
        for (String it : List.of(
                "title",
                "why",
                "doThis",
                "detail",
                "slug",
                "name",
                "mission",
                "status",
                "strategic_goal",
                "description",
                "result",
                "role",
                "id",
                "url",
                "notes",
                "commit",
                "agent_id",
                "stack_reason",
                "body",
                "kind")) node.put(it, HOSTILE);
        for (String it : List.of("company", "product", "directive")) node.set(it, node.deepCopy());
        node.putArray("acceptance_criteria").add(HOSTILE);
        node.putArray("error_log")
                .addObject()
                .put("attempt", 1)
                .put("stage", HOSTILE)
                .put("error", HOSTILE);
        node.putObject("tasks").put(HOSTILE, 1);
        return node;
    }

    private static String company(List<String> words) {
        var out = new ByteArrayOutputStream();
        PrintStream outBefore = System.out;
        PrintStream errBefore = System.err;
        try (var both = new PrintStream(out, true, StandardCharsets.UTF_8)) {
            System.setOut(both);
            System.setErr(both);
            Main.commandLine().execute(words.toArray(String[]::new));
            return out.toString(StandardCharsets.UTF_8);
        } finally {
            System.setOut(outBefore);
            System.setErr(errBefore);
        }
    }
}
