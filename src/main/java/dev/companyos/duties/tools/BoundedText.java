package dev.companyos.duties.tools;

/**
 * A text that can be looked at only so often: a regular expression that backtracks without end runs into it. Counting looks
 * and not time makes the same search end the same way everywhere.
 */
final class BoundedText implements CharSequence {
    private final CharSequence text;
    private final Looks looks;

    static final class Looks {
        private int left;

        Looks(int most) {
            this.left = most;
        }
    }

    static final class Exhausted extends RuntimeException {
        Exhausted() {
            super("the expression looked at the text too often", null, false, false);
        }
    }

    BoundedText(CharSequence text, Looks looks) {
        this.text = text;
        this.looks = looks;
    }

    @Override
    public char charAt(int index) {
        if (looks.left-- <= 0) throw new Exhausted();
        return text.charAt(index);
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return new BoundedText(text.subSequence(start, end), looks);
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
