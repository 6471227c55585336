package dev.companyos.api;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.coyote.ActionCode;
import org.jspecify.annotations.Nullable;

/**
 * What the servlet container refuses before a filter of ours sees it (a malformed request line, a path that cannot be
 * decoded, a header that is too long) leaves as the same problem as everything else. What only a client can be blamed for is
 * a 4xx: the container says 501 and 505 of what was asked of it.
 */
public final class ContainerErrors extends ErrorReportValve {
    @Override
    protected void report(Request request, Response response, @Nullable Throwable error) {
        int status = response.getStatus();
        if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) return;
        var open = new AtomicBoolean();
        response.getCoyoteResponse().action(ActionCode.IS_IO_ALLOWED, open);
        if (!open.get()) return;
        if (status == 501 || status == 505) status = "CONNECT".equals(request.getMethod()) ? 405 : 400;
        response.setStatus(status);
        response.setContentType(Problem.TYPE);
        response.setCharacterEncoding("UTF-8");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Cache-Control", "no-store");
        try {
            var writer = response.getReporter();
            if (writer == null) return;
            writer.write(new String(problem(status).json(), StandardCharsets.UTF_8));
            response.finishResponse();
        } catch (IOException | IllegalStateException e) {
            container.getLogger().debug("A refused client has gone.", e);
        }
    }

    private static Problem problem(int status) {
        return status >= 500
                ? new Problem(
                        status,
                        "internal",
                        "The server made a mistake.",
                        "It is written in the server's log.",
                        "Try again; if it happens again, report it.")
                : new Problem(
                        status,
                        "http." + status,
                        "The request was not understood.",
                        "Its method, path, headers or length are not what HTTP or this server allows.",
                        "Send a plain HTTP/1.1 request to a path below /api/v1, its parts percent-encoded.");
    }
}
