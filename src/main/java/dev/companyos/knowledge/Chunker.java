package dev.companyos.knowledge;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a document into passages of about {@value #TARGET} characters, at paragraphs where it can, else at sentences, else
 * at words. Each passage begins with the end of the one before, so that no thought is only ever seen in halves.
 */
public final class Chunker {
    static final int TARGET = 800;
    static final int OVERLAP = 120;

    /** From the best place to cut to the worst. */
    private static final List<String> BORDERS = List.of("\n\n", "\n", ". ", " ");

    private Chunker() {}

    /** In order; none is blank or longer than {@value #TARGET} characters. */
    public static List<String> chunks(String text) {
        String plain = text.replace("\r\n", "\n")
                .replace('\r', '\n')
                .replaceAll("\n[ \t]+\n", "\n\n")
                .strip();
        var chunks = new ArrayList<String>();
        int from = 0;
        while (from < plain.length()) {
            int until = plain.length() - from <= TARGET ? plain.length() : cut(plain, from);
            String chunk = plain.substring(from, until).strip();
            if (!chunk.isEmpty()) chunks.add(chunk);
            from = until == plain.length() ? until : overlapped(plain, from, until);
        }
        return chunks;
    }

    /** The last good border in the second half of the window; in the middle of a word where there is none. */
    private static int cut(String text, int from) {
        int end = from + TARGET;
        for (String border : BORDERS) {
            int at = text.lastIndexOf(border, end - border.length());
            if (at >= from + TARGET / 2) return at + border.length();
        }
        return Character.isLowSurrogate(text.charAt(end)) ? end - 1 : end;
    }

    /** Where the next passage begins: up to {@value #OVERLAP} characters back, at a word's beginning. */
    private static int overlapped(String text, int from, int until) {
        for (String border : BORDERS) {
            int at = text.indexOf(border, Math.max(from + 1, until - OVERLAP));
            if (at >= 0 && at + border.length() < until) return at + border.length();
        }
        return until;
    }
}
