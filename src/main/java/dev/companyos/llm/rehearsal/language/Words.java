package dev.companyos.llm.rehearsal.language;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Text as words and marks. */
final class Words {
    private static final int LONGEST_TEXT = 2_000;
    private static final Pattern TOKEN =
            Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{M}\\p{N}]*(?:['&-][\\p{L}\\p{M}\\p{N}]+)*|[.,;:!?()\\n/&+–—-]");

    private Words() {}

    /**
     * @param key lower-case ASCII of the word, or the mark; "" when the word is in another script
     * @param original as it was written
     */
    record Word(String key, String original) {
        boolean isMark() {
            return !key.isEmpty() && !Character.isLetterOrDigit(key.charAt(0));
        }
    }

    static List<Word> of(String text) {
        String plain = clean(text).replace('’', '\'').replace('‘', '\'');
        List<Word> words = new ArrayList<>();
        Matcher matcher = TOKEN.matcher(plain);
        while (matcher.find()) words.add(word(matcher.group()));
        return words;
    }

    /** At most 2,000 characters, without control characters and halves of characters. */
    static String clean(String text) {
        StringBuilder out = new StringBuilder();
        text.codePoints()
                .limit(LONGEST_TEXT)
                .filter(c -> c == '\n' || !(Character.isISOControl(c) || isSurrogate(c) || isInvisible(c)))
                .forEach(out::appendCodePoint);
        return out.toString();
    }

    static String ascii(String text) {
        return Normalizer.normalize(text.replace("ß", "ss").replace("ø", "o").replace("ł", "l"), Normalizer.Form.NFKD)
                .replaceAll("\\p{M}+", "")
                .toLowerCase(Locale.ROOT);
    }

    private static boolean isSurrogate(int c) {
        return c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
    }

    private static boolean isInvisible(int c) {
        return Character.getType(c) == Character.FORMAT && c != 0x200D;
    }

    private static Word word(String token) {
        String key = ascii(token).replaceAll("'s$|'$", "").replace("'", "");
        if (token.length() == 1 && !Character.isLetterOrDigit(token.charAt(0))) return new Word(token, token);
        return new Word(key.matches("[a-z0-9&-]+") ? key : "", token);
    }
}
