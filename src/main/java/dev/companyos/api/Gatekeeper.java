package dev.companyos.api;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Set;
import org.springframework.web.filter.OncePerRequestFilter;
import tools.jackson.databind.json.JsonMapper;

/**
 * Who comes in: requests that name this machine as their host, that no foreign web page sent, with the token on every
 * route but the two that say whether the server lives.
 */
public final class Gatekeeper extends OncePerRequestFilter {
    private static final Set<String> OPEN = Set.of("/healthz", "/readyz");
    private static final Set<String> HOSTS = Set.of("127.0.0.1", "localhost", "[::1]");
    private static final int LARGEST_BODY = 1 << 20;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final byte[] token;

    public Gatekeeper(String token) {
        this.token = token.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("Content-Security-Policy", "default-src 'self'; frame-ancestors 'none'");
        if (!HOSTS.contains(hostOf(request.getHeader("Host"))) || foreign(request)) {
            refuse(
                    response,
                    403,
                    "forbidden.origin",
                    "The request was not let in.",
                    "Its Host is not this machine, or its Origin is not this server.",
                    "Call 127.0.0.1 or localhost, from a program or this server's own pages.");
            return;
        }
        if (!OPEN.contains(request.getRequestURI()) && !authorized(request.getHeader("Authorization"))) {
            response.setHeader("WWW-Authenticate", "Bearer");
            refuse(
                    response,
                    401,
                    "unauthorized",
                    "The request was not let in.",
                    "It has no token, or a wrong one.",
                    "Send `Authorization: Bearer <token>`; the token is in $COMPANY_HOME/token.");
            return;
        }
        if (request.getContentLengthLong() > LARGEST_BODY) {
            refuse(response, 413, "invalid.size", Problems.TOO_LARGE, Problems.LARGEST, "Send less.");
            return;
        }
        boolean writes = Set.of("POST", "PUT", "PATCH").contains(request.getMethod());
        String type = request.getContentType();
        if (writes && hasBody(request) && (type == null || !type.startsWith("application/json"))) {
            refuse(
                    response,
                    415,
                    "invalid.type",
                    "The request's body is of the wrong type.",
                    "Only JSON is taken.",
                    "Send `Content-Type: application/json`.");
            return;
        }
        chain.doFilter(new BoundedBody(request, LARGEST_BODY), response);
    }

    private boolean authorized(@org.jspecify.annotations.Nullable String header) {
        if (header == null || !header.startsWith("Bearer ")) return false;
        return MessageDigest.isEqual(header.substring(7).strip().getBytes(StandardCharsets.UTF_8), token);
    }

    private static String hostOf(@org.jspecify.annotations.Nullable String header) {
        if (header == null) return "";
        int colon = header.lastIndexOf(':');
        return colon > header.lastIndexOf(']') ? header.substring(0, colon) : header;
    }

    private static boolean hasBody(HttpServletRequest request) {
        return request.getContentLengthLong() > 0 || request.getHeader("Transfer-Encoding") != null;
    }

    /** A page of another port is foreign too: what agents have built is served from this machine as well. */
    private static boolean foreign(HttpServletRequest request) {
        String origin = request.getHeader("Origin");
        return origin != null && !origin.equals("http://" + request.getHeader("Host"));
    }

    private static void refuse(
            HttpServletResponse response, int status, String code, String what, String why, String doThis)
            throws IOException {
        response.setStatus(status);
        response.setContentType("application/problem+json");
        var body = JSON.createObjectNode()
                .put("type", "about:blank")
                .put("status", status)
                .put("title", what)
                .put("detail", why + " " + doThis)
                .put("code", code)
                .put("why", why)
                .put("doThis", doThis);
        response.getOutputStream().write(JSON.writeValueAsBytes(body));
    }
}
