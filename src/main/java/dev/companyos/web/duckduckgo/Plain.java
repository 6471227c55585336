package dev.companyos.web.duckduckgo;

import java.util.regex.Pattern;

/** Foreign text as one bounded line, without anything that a reader cannot see. */
final class Plain {
    /** Control and format characters (zero-width, direction overrides, tags), and what belongs to nobody. */
    private static final Pattern UNSEEN = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Co}\\p{Cn}\\p{Cs}]");

    private Plain() {}

    static String text(String foreign, int max) {
        String line = UNSEEN.matcher(foreign.replaceAll("\\s", " "))
                .replaceAll("")
                .replaceAll(" +", " ")
                .strip();
        if (line.length() <= max) return line;
        int cut = Character.isHighSurrogate(line.charAt(max - 1)) ? max - 1 : max;
        return line.substring(0, cut) + "…";
    }
}
