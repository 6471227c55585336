package dev.companyos.duties.talk;

/** Cutting texts, never through the middle of a character. */
public final class Texts {
    private Texts() {}

    /** At most so many characters from the start. */
    public static String head(String text, int most) {
        if (text.length() <= most) return text;
        int end = most > 0 && Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
        return text.substring(0, end);
    }

    /** At most so many characters from the end. */
    public static String tail(String text, int most) {
        if (text.length() <= most) return text;
        int start = text.length() - most;
        return text.substring(
                start < text.length() && Character.isLowSurrogate(text.charAt(start)) ? start + 1 : start);
    }

    /** Start and end, with a word between them on what is not shown and how to see it. */
    public static String ends(String text, int most, String howToSeeTheRest) {
        if (text.length() <= most) return text;
        String head = head(text, most / 2);
        String tail = tail(text, most / 2);
        return "%s\n[%d of %d characters are not shown here; %s]\n%s"
                .formatted(head, text.length() - head.length() - tail.length(), text.length(), howToSeeTheRest, tail);
    }
}
