package dev.companyos.api;

import static dev.companyos.testing.AskedServer.problem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.companyos.testing.AskedServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** Live events: nothing is missed, nothing comes twice, and whoever has gone is let go. */
@ExtendWith(AskedServer.Extension.class)
@Timeout(120)
class EventsTest {
    private final AskedServer server;

    EventsTest(AskedServer server) {
        this.server = server;
    }

    private record Event(String id, String type, String data) {}

    /** A client of the stream, over a socket that it can drop. */
    private final class Listener implements AutoCloseable {
        private final Socket socket = new Socket("127.0.0.1", server.port());
        private final BufferedReader in;

        Listener(String query, String... headers) throws IOException {
            socket.setSoTimeout(30_000);
            var request =
                    new StringBuilder("GET %s/events%s HTTP/1.0\r\nHost: 127.0.0.1:%d\r\nAuthorization: Bearer %s\r\n"
                            .formatted(server.company(), query, server.port(), server.token()));
            for (String it : headers) request.append(it).append("\r\n");
            socket.getOutputStream().write(request.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
            in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            assertThat(in.readLine()).contains(" 200");
            while (!in.readLine().isEmpty()) continue;
        }

        /** The next events, up to the feedback with this text. */
        List<Event> until(String feedback) throws IOException {
            var events = new ArrayList<Event>();
            String id = "";
            String type = "";
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (line.startsWith("id: ")) id = line.substring(4);
                if (line.startsWith("event: ")) type = line.substring(7);
                if (!line.startsWith("data: ")) continue;
                events.add(new Event(id, type, line.substring(6)));
                if (line.contains("\"" + feedback + "\"")) return events;
            }
            throw new IOException("the stream has ended");
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    @Test
    void what_happens_is_told_as_it_happens() throws Exception {
        try (var listener = new Listener("")) {
            say("live one");
            assertThat(listener.until("live one").getLast().type()).isEqualTo("MissionFact.FeedbackGiven");
        }
    }

    @Test
    void the_last_event_id_takes_the_stream_up_where_it_broke() throws Exception {
        String seen;
        try (var listener = new Listener("?after=")) {
            say("before");
            seen = listener.until("before").getLast().id();
        }
        say("while away 1");
        say("while away 2");
        try (var again = new Listener("", "Last-Event-ID: " + seen)) {
            assertThat(again.until("while away 2"))
                    .filteredOn(it -> it.type().equals("MissionFact.FeedbackGiven"))
                    .extracting(it ->
                            JsonMapper.shared().readTree(it.data()).path("text").asString())
                    .contains("while away 1", "while away 2")
                    .doesNotContain("before")
                    .doesNotHaveDuplicates();
        }
        try (var beginning = new Listener("?after=")) {
            assertThat(beginning.until("while away 2")).extracting(Event::type).contains("MissionFact.MissionSet");
        }
        try (var header = new Listener("?after=", "Last-Event-ID: " + seen)) {
            assertThat(header.until("while away 2"))
                    .as("the header is newer than the address")
                    .extracting(Event::type)
                    .doesNotContain("MissionFact.MissionSet");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"x", "-1", "1", "1.", ".1", "1.2.3", "99999999999999999999.1", "1.9999999999999999999", "0x1.1"})
    void a_cursor_that_is_none_is_refused(String cursor) {
        problem(server.get(server.company() + "/events?after=" + cursor), 400, "invalid.cursor");
        problem(
                server.send(server.authorized(server.company() + "/events").header("Last-Event-ID", cursor)),
                400,
                "invalid.cursor");
    }

    @Test
    void errors_of_the_stream_are_problems_also_where_only_events_are_accepted() {
        problem(
                server.send(
                        server.authorized("/api/v1/companies/none-such/events").header("Accept", "text/event-stream")),
                404,
                "not-found.company");
    }

    @Test
    void who_has_gone_is_let_go() throws Exception {
        int before = listeners();
        var gone = new ArrayList<Listener>();
        for (int i = 0; i < 20; i++) gone.add(new Listener(""));
        assertThat(listeners()).isGreaterThanOrEqualTo(before + 20);
        for (var it : gone) it.close();
        while (listeners() > before) say("is anybody there"); // each is a write that a closed connection fails
    }

    @Test
    void there_is_an_end_to_how_many_listen() throws Exception {
        var listening = new ArrayList<Listener>();
        try {
            while (listening.size() <= Listeners.MOST && listeners() < Listeners.MOST) listening.add(new Listener(""));
            var answer = server.get(server.company() + "/events");
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.body()).contains("unavailable.listeners");
        } finally {
            for (var it : listening) it.close();
        }
        while (listeners() > 0) say("go home");
    }

    private int listeners() {
        return JsonMapper.shared()
                .readTree(server.get("/api/v1/server").body())
                .path("listeners")
                .asInt();
    }

    private void say(String text) {
        assertThat(server.post(server.company() + "/feedback", "{\"text\":\"%s\"}".formatted(text))
                        .statusCode())
                .isEqualTo(202);
    }
}
