package app;

import java.time.Year;
import java.util.Map;
import java.util.stream.Collectors;

/** Pages: one layout, form fields, and nothing unescaped. */
public final class Html {
    private Html() {}

    /** Text that is safe in an element and in a quoted attribute; "" for null. */
    public static String escape(Object value) {
        if (value == null) {
            return "";
        }
        return value.toString()
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#x27;");
    }

    static String layout(Request request, String title, String content) {
        String links = request.menu().stream()
                .map(link -> "<a href=\"%s\"%s>%s</a>"
                        .formatted(
                                escape(link.path()),
                                link.path().equals(request.path()) ? " aria-current=\"page\"" : "",
                                escape(link.label())))
                .collect(Collectors.joining());
        return """
                <!doctype html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <title>%1$s · %2$s</title>
                <link rel="stylesheet" href="/static/style.css">
                </head>
                <body>
                <header class="masthead"><div class="wrap"><a class="brand" href="/">%2$s</a>
                <nav aria-label="Main">%3$s</nav></div></header>
                <main class="wrap">
                %4$s
                </main>
                <footer class="footer"><div class="wrap">%2$s · %5$s</div></footer>
                </body>
                </html>
                """
                .formatted(escape(title), escape(Config.PRODUCT), links, content, Year.now());
    }

    /** What was typed into a form, and what is wrong with it, by field. */
    public record Form(Map<String, String> typed, Map<String, String> errors) {
        public static final Form EMPTY = new Form(Map.of(), Map.of());

        /** @param type of the input, or {@code textarea} */
        public String field(String name, String label, String type, boolean required) {
            String attributes = "name=\"%s\"%s%s"
                    .formatted(
                            escape(name),
                            required ? " required" : "",
                            type.equals("number") ? " step=\"any\"" : "");
            String value = escape(typed.get(name));
            String control = type.equals("textarea")
                    ? "<textarea %s>%s</textarea>".formatted(attributes, value)
                    : "<input type=\"%s\" %s value=\"%s\">".formatted(escape(type), attributes, value);
            String hint = required ? "" : " <em>(optional)</em>";
            return "<label class=\"field%s\"><span>%s%s</span>%s%s</label>\n"
                    .formatted(marked(name), escape(label), hint, control, error(name));
        }

        /** A box to tick; sends {@code true} when ticked and nothing otherwise. */
        public String toggle(String name, String label) {
            String checked = "true".equals(typed.get(name)) ? " checked" : "";
            return "<label class=\"toggle%s\"><input type=\"checkbox\" name=\"%s\" value=\"true\"%s>%s%s</label>\n"
                    .formatted(marked(name), escape(name), checked, escape(label), error(name));
        }

        public String notice() {
            return errors.isEmpty()
                    ? ""
                    : "<p class=\"notice\" role=\"alert\">Please correct what is marked.</p>\n";
        }

        private String marked(String name) {
            return errors.containsKey(name) ? " invalid" : "";
        }

        private String error(String name) {
            return errors.containsKey(name)
                    ? "<small class=\"error\">" + escape(errors.get(name)) + "</small>"
                    : "";
        }
    }

    /** A link that leads out of the product; only http and https addresses become one. */
    public static String link(String address) {
        if (address == null || !address.matches("(?i)https?://.*")) {
            return escape(address);
        }
        return "<a href=\"%1$s\" rel=\"noopener noreferrer nofollow\">%1$s</a>".formatted(escape(address));
    }

    public static String yesNo(boolean value) {
        return value ? "<span class=\"tag yes\">Yes</span>" : "<span class=\"tag\">No</span>";
    }
}
