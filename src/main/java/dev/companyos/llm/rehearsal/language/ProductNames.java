package dev.companyos.llm.rehearsal.language;

import dev.companyos.llm.rehearsal.language.Vocabulary.Sort;
import dev.companyos.llm.rehearsal.language.Words.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What the product is called, in the mission's own words. */
final class ProductNames {
    private static final int LONGEST = 60;
    private static final Pattern NAMED = Pattern.compile(
            "(?iu)\\b(?:called|named)\\s+(?:\"([^\"\\n]{2,40})\"|“([^”\\n]{2,40})”|'([^'\\n]{2,40})'|(\\p{Lu}[\\p{L}\\p{N}]{1,30}))");
    private final Vocabulary vocabulary;
    private final Containers containers;

    ProductNames(Vocabulary vocabulary, Containers containers) {
        this.vocabulary = vocabulary;
        this.containers = containers;
    }

    String name(String mission) {
        Matcher named = NAMED.matcher(mission);
        if (named.find())
            for (int i = 1; i <= 4; i++)
                if (named.group(i) != null) return shorten(named.group(i).strip());
        List<Word> head = new ArrayList<>();
        List<Word> after = new ArrayList<>();
        boolean shouted = mission.length() > 12 && mission.equals(mission.toUpperCase(Locale.ROOT));
        split(Words.of(shouted ? mission.toLowerCase(Locale.ROOT) : mission), head, after);
        String doing = doing(after);
        if (doing.isEmpty() && after.isEmpty()) doing = doing(head);
        List<Word> words = new ArrayList<>(after);
        if (after.isEmpty() && !doing.isEmpty()) head.set(head.size() - 1, one(head.getLast()));
        else if (!after.isEmpty() && !head.isEmpty()) words.set(after.size() - 1, one(after.getLast()));
        if (!doing.isEmpty()) (after.isEmpty() ? head : words).add(new Word("", doing));
        words.addAll(head);
        if (words.isEmpty())
            words = Words.of(mission).stream()
                    .filter(word -> !word.isMark())
                    .limit(4)
                    .toList();
        String name = words.stream().limit(6).map(ProductNames::titled).collect(Collectors.joining(" "));
        if (name.isBlank())
            name = mission.strip()
                    .codePoints()
                    .limit(4)
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString()
                    .strip();
        return name.isBlank() ? "New Product" : shorten(name);
    }

    static String withoutName(String mission) {
        return NAMED.matcher(mission).replaceAll(" ");
    }

    /** The mission's first sentence. */
    static String tagline(String mission, String name) {
        String first = mission.strip().split("[\\n]|(?<=[.!?])\\s", 2)[0].strip();
        if (first.isEmpty()) return name;
        int[] points = first.codePoints().toArray();
        return points.length <= 160 ? first : new String(points, 0, 159).strip() + "…";
    }

    /** "A waitlist | for | a coffee subscription" up to whatever says more. */
    private void split(List<Word> words, List<Word> head, List<Word> after) {
        List<Word> target = head;
        for (Word word : words) {
            String key = word.key();
            boolean said = !head.isEmpty() || !after.isEmpty();
            if (word.isMark() || vocabulary.is(Sort.RELATIVE, key) || vocabulary.is(Sort.WITH, key)) {
                if (said && !key.equals("-") && !key.equals("/")) break;
            } else if (vocabulary.is(Sort.PREPOSITION, key)) {
                if (target == after && !after.isEmpty()) break;
                if (!head.isEmpty()) target = after;
            } else if (isSmall(key)) {
                if (target == after && !after.isEmpty() && !vocabulary.is(Sort.ADJECTIVE, key)) break;
            } else if ((key.equals("and") || key.equals("or")) && target == after && !after.isEmpty()) {
                break;
            } else if (!said && vocabulary.is(Sort.FOREIGNSTOP, key)) {
                continue;
            } else if (target == after
                    && after.isEmpty()
                    && !vocabulary.verbOf(key).isEmpty()
                    && key.endsWith("ing")
                    && !vocabulary.is(Sort.GERUNDNOUN, key)
                    && words.indexOf(word) + 1 < words.size()) {
                continue;
            } else if (target.size() < 5) {
                target.add(word);
            }
        }
        if (after.stream().allMatch(word -> vocabulary.is(Sort.GENERIC, word.key()))) after.clear();
    }

    private boolean isSmall(String key) {
        return vocabulary.is(Sort.DETERMINER, key)
                || vocabulary.is(Sort.PRONOUN, key)
                || vocabulary.is(Sort.AUXILIARY, key)
                || vocabulary.is(Sort.ADJECTIVE, key);
    }

    /** Takes the verb off "track expenses" and gives "Tracker", or "". */
    private String doing(List<Word> words) {
        if (words.size() < 2 || containers.named(words.get(1).key()).isPresent()) return "";
        String name = vocabulary.nameFor(vocabulary.verbOf(words.getFirst().key()));
        if (!vocabulary.verbOf(words.getFirst().key()).isEmpty()
                && words.getFirst().key().length() > 2) words.removeFirst();
        return name;
    }

    private static Word one(Word word) {
        String one = Inflection.singular(word.key());
        return word.key().isEmpty() || one.equals(word.key()) ? word : new Word(one, one);
    }

    private static String titled(Word word) {
        int first = word.original().codePointAt(0);
        return new StringBuilder()
                .appendCodePoint(Character.toTitleCase(first))
                .append(word.original().substring(Character.charCount(first)))
                .toString();
    }

    static String title(String words) {
        return Words.of(words).stream().map(ProductNames::titled).collect(Collectors.joining(" "));
    }

    private static String shorten(String name) {
        String line = name.replaceAll("\\s+", " ").strip();
        if (line.isEmpty()) return "New Product";
        int[] points = line.codePoints().toArray();
        return points.length <= LONGEST ? line : new String(points, 0, LONGEST - 1).strip() + "…";
    }
}
