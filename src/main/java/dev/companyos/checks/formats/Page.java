package dev.companyos.checks.formats;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * HTML: quotes, tags and comments that are not closed, elements whose end is missing or another's. What the standard lets
 * a page leave out may be left out. Where a template engine still has to choose between branches, only quotes, tags and
 * comments are judged.
 */
final class Page {
    private static final Set<String> VOID = Set.of(
            "area", "base", "br", "col", "command", "embed", "frame", "hr", "img", "input", "isindex", "keygen", "link",
            "meta", "param", "source", "track", "wbr");
    private static final Set<String> OPTIONAL = Set.of(
            "html",
            "head",
            "body",
            "p",
            "li",
            "dt",
            "dd",
            "option",
            "optgroup",
            "thead",
            "tbody",
            "tfoot",
            "tr",
            "td",
            "th",
            "colgroup",
            "caption",
            "rt",
            "rp",
            "rb",
            "rtc");
    private static final Set<String> RAW = Set.of("script", "style", "textarea", "title", "xmp");
    /** What a template engine fills in: how it opens and how it closes. */
    private static final Map<String, String> FILLED_IN =
            Map.of("{{", "}}", "{%", "%}", "{#", "#}", "<%", "%>", "<?", "?>");

    private static final Pattern BRANCHES =
            Pattern.compile("\\{%|<%|<\\?|\\{\\{[#/^~]|\\{\\{-?\\s*(?:if|else|end|range|with)\\b");

    private record Element(String name, int line) {}

    private final Text text;
    private final boolean balanced;
    private final Deque<Element> open = new ArrayDeque<>();
    private int foreign;

    private Page(String content, boolean balanced) {
        this.text = new Text(content);
        this.balanced = balanced;
    }

    static Optional<Problem> check(String content) {
        boolean branches = BRANCHES.matcher(content).find();
        return Optional.ofNullable(new Page(plain(content), !branches).run());
    }

    /** The page with an `x` and the line ends for each thing that is filled in. */
    private static String plain(String content) {
        var plain = new StringBuilder(content.length());
        var unclosed = new HashSet<String>();
        for (int i = 0; i < content.length(); i++) {
            var opener = content.substring(i, Math.min(content.length(), i + 2));
            var closer = unclosed.contains(opener) ? null : FILLED_IN.get(opener);
            int end = closer == null ? -1 : content.indexOf(closer, i + 2);
            if (end < 0) {
                if (closer != null) unclosed.add(opener);
                if (opener.equals("<?")) break; // the rest is a program
                plain.append(content.charAt(i));
                continue;
            }
            plain.append('x');
            for (; i < end + 1; i++) if (content.charAt(i) == '\n') plain.append('\n');
        }
        return plain.toString();
    }

    private @Nullable Problem run() {
        while (!text.end()) {
            int next = text.all.indexOf('<', text.at);
            if (next < 0) break;
            text.at = next;
            var problem = markup();
            if (problem != null) return problem;
        }
        if (!balanced) return null;
        for (var element : open)
            if (!OPTIONAL.contains(element.name()))
                return new Problem(element.line(), "`<%s>` is never closed".formatted(element.name()));
        return null;
    }

    private @Nullable Problem markup() {
        int line = text.line();
        if (text.skip("<!--")) {
            if (text.skip(">") || text.skip("->")) return null;
            return text.skipPast("-->") ? null : new Problem(line, "a comment is not closed");
        }
        if (text.skip("<![CDATA["))
            return text.skipPast("]]>") ? null : new Problem(line, "a CDATA part is not closed");
        if (text.is("<!")) return text.skipPast(">") ? null : new Problem(line, "a tag is not closed");
        boolean end = text.peek(1) == '/';
        char first = text.peek(end ? 2 : 1);
        if (!(first >= 'a' && first <= 'z' || first >= 'A' && first <= 'Z')) {
            text.at++;
            return null;
        }
        text.at += end ? 2 : 1;
        int start = text.at;
        while (!text.end() && !Character.isWhitespace(text.peek()) && "/><\"'".indexOf(text.peek()) < 0) text.at++;
        var name = text.all.substring(start, text.at).toLowerCase(Locale.ROOT);
        boolean[] closed = {false};
        var problem = attributes(name, line, closed);
        if (problem != null) return problem;
        return end ? end(name, line) : begin(name, line, closed[0]);
    }

    private @Nullable Problem attributes(String name, int line, boolean[] closed) {
        while (true) {
            while (Character.isWhitespace(text.peek())) text.at++;
            if (text.end()) return new Problem(line, "the tag `<%s` is not closed".formatted(name));
            if (text.skip("/>")) {
                closed[0] = true;
                return null;
            }
            if (text.skip(">")) return null;
            if (text.skip("/")) continue;
            if (text.peek() == '<') return new Problem(line, "the tag `<%s` is not closed".formatted(name));
            int start = text.at;
            while (!text.end() && !Character.isWhitespace(text.peek()) && "/>=".indexOf(text.peek()) < 0) {
                char c = text.peek();
                if ("\"'<".indexOf(c) >= 0)
                    return new Problem(
                            text.line(), "`%c` stands in a tag where an attribute was expected".formatted(c));
                text.at++;
            }
            if (text.at == start) text.at++;
            while (Character.isWhitespace(text.peek())) text.at++;
            if (!text.skip("=")) continue;
            while (Character.isWhitespace(text.peek())) text.at++;
            char quote = text.peek();
            if (quote == '"' || quote == '\'') {
                int at = text.line();
                text.at++;
                if (!text.skipPast(String.valueOf(quote))) return new Problem(at, "an attribute's quote is not closed");
            } else {
                while (!text.end() && !Character.isWhitespace(text.peek()) && text.peek() != '>') text.at++;
            }
        }
    }

    private @Nullable Problem begin(String name, int line, boolean closed) {
        if (VOID.contains(name) && foreign == 0) return null;
        if (name.equals("svg") || name.equals("math")) foreign++;
        if (closed && (foreign > 0 || !RAW.contains(name))) {
            if (name.equals("svg") || name.equals("math")) foreign--;
            return null;
        }
        if (RAW.contains(name) && foreign == 0) return raw(name, line);
        open.push(new Element(name, line));
        return null;
    }

    private @Nullable Problem raw(String name, int line) {
        var end = "</" + name;
        for (int i = text.at; i >= 0; i = text.all.indexOf('<', i + 1)) {
            if (!text.all.regionMatches(true, i, end, 0, end.length())) continue;
            text.at = i;
            return text.skipPast(">") ? null : new Problem(text.line(), "the tag `%s` is not closed".formatted(end));
        }
        return new Problem(line, "`<%s>` is never closed".formatted(name));
    }

    private @Nullable Problem end(String name, int line) {
        if (name.equals("svg") || name.equals("math")) foreign = Math.max(0, foreign - 1);
        if (!balanced || VOID.contains(name)) return null;
        if (open.stream().noneMatch(it -> it.name().equals(name)))
            return OPTIONAL.contains(name) ? null : new Problem(line, "`</%s>` closes nothing".formatted(name));
        while (!open.isEmpty()) {
            var element = open.pop();
            if (element.name().equals(name)) return null;
            if (OPTIONAL.contains(element.name())) continue;
            if (OPTIONAL.contains(name)) {
                open.push(element); // an end that may be left out does not end what stands around it
                return null;
            }
            return new Problem(
                    element.line(),
                    "`<%s>` is not closed before `</%s>` of line %d".formatted(element.name(), name, line));
        }
        return null;
    }
}
