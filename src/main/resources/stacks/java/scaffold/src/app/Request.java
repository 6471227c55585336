package app;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** What a client asks. Bodies past a bound are refused before they are read to their end. */
public final class Request {
    private static final int LARGEST_JSON = 1 << 20;
    private static final int LARGEST_FORM = 64 << 10;

    private final HttpExchange exchange;
    private final List<Routes.Link> menu;
    private String pattern = "";

    Request(HttpExchange exchange, List<Routes.Link> menu) {
        this.exchange = exchange;
        this.menu = menu;
    }

    public String method() {
        return exchange.getRequestMethod();
    }

    public String path() {
        return exchange.getRequestURI().getPath();
    }

    public List<Routes.Link> menu() {
        return menu;
    }

    Request on(String route) {
        pattern = route;
        return this;
    }

    /** The number in the place of {@code {id}}; 0, which nothing has, where it is not a number. */
    public long id() {
        int at = List.of(pattern.split("/", -1)).indexOf("{id}");
        String text = path().split("/", -1)[at];
        return text.matches("[0-9]{1,18}") ? Long.parseLong(text) : 0;
    }

    /** "" where it was not given. */
    public String query(String name) {
        return decoded(exchange.getRequestURI().getRawQuery()).getOrDefault(name, "");
    }

    /** @throws Problem 422 for what is not a whole number from {@code least} to {@code most} */
    public int query(String name, int preset, int least, int most) {
        String text = query(name);
        OptionalLong number = text.isEmpty()
                ? OptionalLong.of(preset)
                : text.matches("[0-9]{1,9}") ? OptionalLong.of(Long.parseLong(text)) : OptionalLong.empty();
        if (number.isEmpty() || number.getAsLong() < least || number.getAsLong() > most) {
            throw Problem.of(Map.of(name, "Use a whole number from " + least + " to " + most));
        }
        return (int) number.getAsLong();
    }

    /** @throws Problem 400 for a body that is not a JSON object */
    public Map<String, Object> json() {
        try {
            return Json.object(body(LARGEST_JSON));
        } catch (IllegalArgumentException e) {
            throw new Problem(400, "The request is not valid JSON: " + e.getMessage());
        }
    }

    /** The fields of a form that were filled in. */
    public Map<String, String> form() {
        var filled = decoded(body(LARGEST_FORM));
        filled.values().removeIf(String::isBlank);
        return filled;
    }

    private String body(int largest) {
        try {
            byte[] bytes = exchange.getRequestBody().readNBytes(largest + 1);
            if (bytes.length > largest) {
                throw new Problem(413, "The request is too large");
            }
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new Problem(400, "The request broke off");
        }
    }

    private static Map<String, String> decoded(String pairs) {
        var found = new LinkedHashMap<String, String>();
        for (String pair : pairs == null ? new String[0] : pairs.split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                found.putIfAbsent(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
            }
        }
        return found;
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new Problem(400, "The address or form is not encoded well");
        }
    }
}
