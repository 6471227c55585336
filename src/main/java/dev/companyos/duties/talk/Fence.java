package dev.companyos.duties.talk;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Keeps apart what we say to a model and what others wrote: web pages, documents, a product's files and output, colleagues,
 * the founder. Foreign text stands between delimiters that it cannot close.
 */
public final class Fence {
    /** Every tag that a prompt of ours uses. A test holds it against the prompts. */
    static final Set<String> TAGS = Set.of(
            "alert",
            "closed_work",
            "data",
            "directive",
            "earlier_directives",
            "evidence",
            "files",
            "knowledge",
            "last_error",
            "mission",
            "passage",
            "passages",
            "product",
            "question",
            "research",
            "roles",
            "stack",
            "staffing",
            "state",
            "task",
            "your_memory");

    /** Also with white space and in capitals: a model reads it as a tag all the same. */
    private static final Pattern TAG =
            Pattern.compile("(?i)<(?=\\s{0,20}/?\\s{0,20}(?:%s)\\b)".formatted(String.join("|", new TreeSet<>(TAGS))));

    private Fence() {}

    /** The text with every tag of ours in it made harmless; nothing else is changed. */
    public static String inert(String text) {
        return TAG.matcher(text).replaceAll("&lt;");
    }

    /** For the value of an attribute: one line, without quotes and angle brackets. */
    public static String attribute(String text) {
        return Texts.head(text.replaceAll("[\"<>\\p{Cntrl}]", " ").strip(), 200);
    }

    /** Foreign text between tags. At most {@code limit} characters of it, its end left out. */
    public static String data(String source, String text, int limit) {
        String kept = text.length() > limit
                ? Texts.head(text, limit) + "\n[cut: %d characters]".formatted(text.length())
                : text;
        return "<data source=\"%s\">\n%s\n</data>".formatted(attribute(source), inert(kept));
    }

    /**
     * Foreign text to the letter, for a file that is to be edited. Both tags carry a number made from the text itself, which
     * no text can hold.
     */
    public static String exact(String source, String text) {
        String number = number(text);
        return "<data source=\"%s\" id=\"%s\">\n%s%s</data id=\"%s\">"
                .formatted(attribute(source), number, text, text.endsWith("\n") ? "" : "\n", number);
    }

    private static String number(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 4);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
