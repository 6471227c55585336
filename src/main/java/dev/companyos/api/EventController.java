package dev.companyos.api;

import dev.companyos.bus.FactCodec;
import dev.companyos.bus.History;
import dev.companyos.company.Companies;
import dev.companyos.kernel.CompanyId;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Facts as they happen (server-sent events): id is a cursor, event the fact's type, data the fact. */
@RestController
@RequestMapping("/api/v1/companies/{company}/events")
final class EventController {
    private static final Logger LOG = LoggerFactory.getLogger(EventController.class);
    private static final int BATCH = 200;
    private static final Duration HEARTBEAT = Duration.ofSeconds(10);

    private final Companies companies;
    private final History history;
    private final FactCodec codec;
    private final Listeners listeners;

    EventController(Companies companies, History history, FactCodec codec, Listeners listeners) {
        this.companies = companies;
        this.history = history;
        this.codec = codec;
        this.listeners = listeners;
    }

    /** @param after a cursor; "" for the beginning; without it, and without {@code Last-Event-ID}, from now on */
    @GetMapping
    void stream(
            @PathVariable String company,
            @RequestParam(required = false) @Nullable String after,
            @RequestHeader(value = "Last-Event-ID", required = false) @Nullable String last,
            HttpServletResponse response)
            throws IOException {
        var id = Found.company(companies, company).id();
        String from = Given.cursor(last != null ? last : after != null ? after : history.newest(id));
        listeners.listen(() -> {
            response.setContentType("text/event-stream");
            response.setCharacterEncoding("UTF-8");
            try {
                tell(id, from, response.getOutputStream());
            } catch (RuntimeException e) {
                if (!response.isCommitted()) throw e;
                if (!listeners.ended())
                    LOG.warn("An event stream ends early; its client takes it up again: {}", e.toString());
            }
        });
    }

    /** Until the client has gone, which the next write finds out, or the server stops. */
    private void tell(CompanyId company, String from, OutputStream out) throws IOException {
        String cursor = from;
        while (!listeners.ended() && !Thread.currentThread().isInterrupted()) {
            var entries = history.after(company, cursor, BATCH);
            var text = new StringBuilder();
            for (var it : entries) {
                cursor = it.cursor();
                var fact = it.envelope().fact();
                text.append("id: ").append(cursor).append("\nevent: ").append(codec.type(fact));
                text.append("\ndata: ").append(codec.encode(fact)).append("\n\n");
            }
            if (entries.isEmpty()) text.append(": waiting\n\n");
            out.write(text.toString().getBytes(StandardCharsets.UTF_8));
            out.flush();
            if (entries.isEmpty()) history.await(company, cursor, HEARTBEAT);
        }
    }
}
