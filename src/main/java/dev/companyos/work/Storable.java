package dev.companyos.work;

/** Text from a model, made fit for a row and for the next prompt. */
final class Storable {
    private Storable() {}

    /** PostgreSQL keeps everything but NUL, which becomes U+FFFD. Longer text is cut, and says so by its last character. */
    static String text(String text, int most) {
        var clean = text.replace('\0', '\uFFFD');
        if (clean.length() <= most) return clean;
        int end = Character.isHighSurrogate(clean.charAt(most - 2)) ? most - 2 : most - 1;
        return clean.substring(0, end) + "…";
    }
}
