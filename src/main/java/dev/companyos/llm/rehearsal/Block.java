package dev.companyos.llm.rehearsal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A part of a prompt between tags. Whatever looks like a tag inside is text: it may have been written by anyone.
 *
 * @param raw what is between the tags, as it stands there
 */
record Block(String name, Map<String, String> attributes, String raw) {
    private static final int MOST = 400;
    private static final int LONGEST = 1_000_000;
    private static final Pattern OPENING = Pattern.compile("<([a-z][a-z_]{0,30})((?:\\s[^<>]{0,500})?)>");
    private static final Pattern DATA = Pattern.compile("</?data\\b[^<>]{0,300}>\\n?");
    private static final Pattern ATTRIBUTE = Pattern.compile("([a-z_]{1,30})\\s*=\\s*\"([^\"]{0,300})\"");

    /** The blocks of a text, in order; a tag that is never closed is text. */
    static List<Block> in(String prompt) {
        String text = prompt.length() > LONGEST ? prompt.substring(0, LONGEST) : prompt;
        List<Block> blocks = new ArrayList<>();
        Matcher opening = OPENING.matcher(text);
        int from = 0;
        for (int tried = 0; tried < MOST && opening.find(from); tried++) {
            String name = opening.group(1);
            int close = text.indexOf("</" + name + ">", opening.end());
            from = opening.end();
            if (close < 0) continue;
            blocks.add(new Block(name, attributes(opening.group(2)), text.substring(opening.end(), close)));
            from = close + name.length() + 3;
        }
        return List.copyOf(blocks);
    }

    /** Without the white space around it and the marks of foreign text in it, and with escaped characters as they were. */
    String content() {
        return plain(DATA.matcher(raw).replaceAll("")).strip();
    }

    String attribute(String name) {
        return attributes.getOrDefault(name, "");
    }

    private static Map<String, String> attributes(String text) {
        Map<String, String> attributes = new HashMap<>();
        Matcher matcher = ATTRIBUTE.matcher(text);
        while (matcher.find()) attributes.putIfAbsent(matcher.group(1), plain(matcher.group(2)));
        return attributes;
    }

    private static String plain(String text) {
        return text.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&amp;", "&");
    }
}
