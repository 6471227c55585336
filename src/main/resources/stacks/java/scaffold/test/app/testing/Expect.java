package app.testing;

import java.util.Objects;

/** What a test expects. */
public final class Expect {
    private Expect() {}

    public static void equal(Object expected, Object actual) {
        if (!Objects.equals(expected, actual)) {
            throw new AssertionError("expected " + expected + "\n but was  " + actual);
        }
    }

    public static void contains(String text, String part) {
        if (!text.contains(part)) {
            throw new AssertionError("expected " + part + "\nin " + text);
        }
    }

    public static void lacks(String text, String part) {
        if (text.contains(part)) {
            throw new AssertionError("did not expect " + part + "\nin " + text);
        }
    }

    public static void isTrue(boolean holds, String what) {
        if (!holds) {
            throw new AssertionError("expected " + what);
        }
    }
}
