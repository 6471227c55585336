package dev.companyos.app;

import java.util.Optional;

/** What an API key looks like. The key itself is never part of what is said about it. */
final class ApiKeys {
    private ApiKeys() {}

    /**
     * What is wrong with a key, to be put after its name.
     *
     * @param prefix what it begins with; "" where keys may begin as they like
     */
    static Optional<String> fault(String key, String prefix) {
        if (key.isBlank()) return Optional.of("is blank");
        if (key.chars().anyMatch(it -> it == '\n' || it == '\r')) return Optional.of("has a line break in it");
        if (key.codePoints().anyMatch(it -> Character.isWhitespace(it) || Character.isSpaceChar(it)))
            return Optional.of("has white space in it");
        if (key.chars().anyMatch(it -> "\"'`\u201c\u201d\u2018\u2019".indexOf(it) >= 0))
            return Optional.of("has quotation marks in it");
        if (key.chars().anyMatch(it -> it < 0x21 || it > 0x7e))
            return Optional.of("has characters in it that no key has");
        return key.startsWith(prefix) && key.length() > prefix.length()
                ? Optional.empty()
                : Optional.of("does not begin with " + prefix);
    }
}
