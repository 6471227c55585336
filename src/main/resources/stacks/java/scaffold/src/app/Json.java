package app;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads and writes JSON (RFC 8259). Objects are {@link Map}s in their order, arrays {@link List}s, whole numbers {@link
 * Long}s and other numbers {@link BigDecimal}s.
 */
public final class Json {
    private static final int DEEPEST = 64;
    private static final int LONGEST_NUMBER = 40;

    private final String text;
    private int at;

    private Json(String text) {
        this.text = text;
    }

    /** @throws IllegalArgumentException saying what was expected and where */
    public static Object read(String text) {
        var json = new Json(text);
        Object value = json.value(0);
        json.skipBlanks();
        if (json.at < text.length()) {
            throw json.expected("the end");
        }
        return value;
    }

    /** @throws IllegalArgumentException for what is not JSON, or not an object */
    public static Map<String, Object> object(String text) {
        if (!(read(text) instanceof Map<?, ?> map)) {
            throw new IllegalArgumentException("expected an object");
        }
        var object = new LinkedHashMap<String, Object>();
        map.forEach((key, value) -> object.put((String) key, value));
        return object;
    }

    /** Other values than those that {@link #read} gives are written as text. */
    public static String write(Object value) {
        var out = new StringBuilder();
        write(value, out);
        return out.toString();
    }

    private static void write(Object value, StringBuilder out) {
        switch (value) {
            case null -> out.append("null");
            case Boolean bool -> out.append(bool);
            case BigDecimal number -> out.append(number.toPlainString());
            case Integer number -> out.append(number);
            case Long number -> out.append(number);
            case Map<?, ?> map -> {
                Iterator<? extends Map.Entry<?, ?>> entries = map.entrySet().iterator();
                out.append('{');
                while (entries.hasNext()) {
                    var entry = entries.next();
                    quote(entry.getKey().toString(), out);
                    write(entry.getValue(), out.append(':'));
                    out.append(entries.hasNext() ? "," : "");
                }
                out.append('}');
            }
            case Iterable<?> items -> {
                Iterator<?> rest = items.iterator();
                out.append('[');
                while (rest.hasNext()) {
                    write(rest.next(), out);
                    out.append(rest.hasNext() ? "," : "");
                }
                out.append(']');
            }
            default -> quote(value.toString(), out);
        }
    }

    private static void quote(String text, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"', '\\' -> out.append('\\').append(c);
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> out.append(c < ' ' || c == '\u2028' || c == '\u2029' ? "\\u%04x".formatted((int) c) : c);
            }
        }
        out.append('"');
    }

    private Object value(int depth) {
        if (depth > DEEPEST) {
            throw new IllegalArgumentException("nested deeper than " + DEEPEST + " levels");
        }
        skipBlanks();
        return switch (at < text.length() ? text.charAt(at) : '\0') {
            case '{' -> members(depth);
            case '[' -> items(depth);
            case '"' -> string();
            case 't' -> word("true", Boolean.TRUE);
            case 'f' -> word("false", Boolean.FALSE);
            case 'n' -> word("null", null);
            default -> number();
        };
    }

    private Map<String, Object> members(int depth) {
        var map = new LinkedHashMap<String, Object>();
        at++;
        skipBlanks();
        if (take('}')) {
            return map;
        }
        do {
            skipBlanks();
            String key = string();
            skipBlanks();
            if (!take(':')) {
                throw expected("a colon");
            }
            map.put(key, value(depth + 1));
            skipBlanks();
        } while (take(','));
        if (!take('}')) {
            throw expected("a comma or the end of the object");
        }
        return map;
    }

    private List<Object> items(int depth) {
        var list = new ArrayList<Object>();
        at++;
        skipBlanks();
        if (take(']')) {
            return list;
        }
        do {
            list.add(value(depth + 1));
            skipBlanks();
        } while (take(','));
        if (!take(']')) {
            throw expected("a comma or the end of the array");
        }
        return list;
    }

    private String string() {
        if (!take('"')) {
            throw expected("text in quotes");
        }
        var out = new StringBuilder();
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == '"') {
                return out.toString();
            }
            if (c < ' ') {
                throw expected("no control character");
            }
            out.append(c == '\\' ? escaped() : c);
        }
        throw expected("a closing quote");
    }

    private char escaped() {
        char c = at < text.length() ? text.charAt(at++) : '\0';
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> {
                String digits = text.substring(at, Math.min(at + 4, text.length()));
                if (!digits.matches("[0-9a-fA-F]{4}")) {
                    throw expected("four hexadecimal digits");
                }
                at += 4;
                yield (char) Integer.parseInt(digits, 16);
            }
            default -> throw expected("an escape");
        };
    }

    private Object word(String word, Object value) {
        if (!text.startsWith(word, at)) {
            throw expected("a value");
        }
        at += word.length();
        return value;
    }

    private Object number() {
        int start = at;
        while (at < text.length() && "+-.eE0123456789".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        String number = text.substring(start, at);
        if (number.length() > LONGEST_NUMBER || !number.matches("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]{1,4})?")) {
            at = start;
            throw expected("a value");
        }
        return number.matches("-?[0-9]{1,18}") ? (Object) Long.valueOf(number) : new BigDecimal(number);
    }

    private boolean take(char c) {
        if (at < text.length() && text.charAt(at) == c) {
            at++;
            return true;
        }
        return false;
    }

    private void skipBlanks() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private IllegalArgumentException expected(String what) {
        return new IllegalArgumentException("expected " + what + " at character " + (at + 1));
    }
}
