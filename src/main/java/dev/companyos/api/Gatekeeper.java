package dev.companyos.api;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Who comes in: requests that name this machine as their host, that no foreign web page sent, with the token on every
 * route but the two that say whether the server lives.
 */
public final class Gatekeeper extends OncePerRequestFilter {
    private static final Set<String> OPEN = Set.of("/healthz", "/readyz");
    private static final Set<String> HOSTS = Set.of("127.0.0.1", "localhost", "[::1]");
    private static final int LARGEST_BODY = 1 << 20;
    private static final Problem FOREIGN = new Problem(
            403,
            "forbidden.origin",
            "The request was not let in.",
            "Its Host is not this machine, or its Origin is not this server.",
            "Call 127.0.0.1 or localhost, from a program or this server's own pages.");
    private static final Problem NO_TOKEN = new Problem(
            401,
            "unauthorized",
            "The request was not let in.",
            "It has no token, or a wrong one.",
            "Send `Authorization: Bearer <token>`; the token is in $COMPANY_HOME/token.");
    private static final Problem NO_JSON = new Problem(
            415,
            "invalid.type",
            "The request's body is of the wrong type.",
            "Only JSON is taken.",
            "Send `Content-Type: application/json`.");
    private static final Problem NO_QUERY = new Problem(
            400,
            "invalid.query",
            "The request's query cannot be read.",
            "What follows the question mark is not percent-encoded as it should be, or has too many parts.",
            "Encode each part, as in `?limit=20`.");

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
        var refused = refused(request);
        if (refused == null) {
            chain.doFilter(new BoundedBody(request, LARGEST_BODY), response);
            return;
        }
        if (refused.status() == 401) response.setHeader("WWW-Authenticate", "Bearer");
        response.setStatus(refused.status());
        response.setContentType(Problem.TYPE);
        response.getOutputStream().write(refused.json());
    }

    private @Nullable Problem refused(HttpServletRequest request) {
        if (!HOSTS.contains(hostOf(request.getHeader("Host"))) || foreign(request)) return FOREIGN;
        if (!OPEN.contains(request.getRequestURI()) && !authorized(request.getHeader("Authorization"))) return NO_TOKEN;
        if (request.getContentLengthLong() > LARGEST_BODY) return Problem.TOO_LARGE;
        if (hasBody(request) && !isJson(request.getContentType())) return NO_JSON;
        return queryIsReadable(request) ? null : NO_QUERY;
    }

    private boolean authorized(@Nullable String header) {
        if (header == null || !header.startsWith("Bearer ")) return false;
        return MessageDigest.isEqual(header.substring(7).strip().getBytes(StandardCharsets.UTF_8), token);
    }

    private static String hostOf(@Nullable String header) {
        if (header == null) return "";
        int colon = header.lastIndexOf(':');
        return colon > header.lastIndexOf(']') ? header.substring(0, colon) : header;
    }

    /** A page of another port is foreign too: what agents have built is served from this machine as well. */
    private static boolean foreign(HttpServletRequest request) {
        String origin = request.getHeader("Origin");
        return origin != null && !origin.equals("http://" + request.getHeader("Host"));
    }

    /** With whatever method: a form's body on any other would be read as parameters. */
    private static boolean hasBody(HttpServletRequest request) {
        return request.getContentLengthLong() > 0 || request.getHeader("Transfer-Encoding") != null;
    }

    private static boolean isJson(@Nullable String type) {
        return type != null
                && type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT).equals("application/json");
    }

    private static boolean queryIsReadable(HttpServletRequest request) {
        try {
            request.getParameterMap();
            return true;
        } catch (IllegalStateException e) {
            return false;
        }
    }
}
