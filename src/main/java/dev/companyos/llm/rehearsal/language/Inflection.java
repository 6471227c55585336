package dev.companyos.llm.rehearsal.language;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** One and many, in English, of lower-case words; of a phrase only the last word changes. */
public final class Inflection {
    private static final Map<String, String> IRREGULAR = new TreeMap<>(Map.ofEntries(
            Map.entry("person", "people"),
            Map.entry("child", "children"),
            Map.entry("man", "men"),
            Map.entry("woman", "women"),
            Map.entry("mouse", "mice"),
            Map.entry("goose", "geese"),
            Map.entry("foot", "feet"),
            Map.entry("tooth", "teeth"),
            Map.entry("leaf", "leaves"),
            Map.entry("knife", "knives"),
            Map.entry("life", "lives"),
            Map.entry("wife", "wives"),
            Map.entry("shelf", "shelves"),
            Map.entry("half", "halves"),
            Map.entry("loaf", "loaves"),
            Map.entry("wolf", "wolves"),
            Map.entry("potato", "potatoes"),
            Map.entry("tomato", "tomatoes"),
            Map.entry("hero", "heroes"),
            Map.entry("echo", "echoes"),
            Map.entry("quiz", "quizzes"),
            Map.entry("analysis", "analyses"),
            Map.entry("crisis", "crises"),
            Map.entry("alumnus", "alumni"),
            Map.entry("cactus", "cacti"),
            Map.entry("criterion", "criteria"),
            Map.entry("matrix", "matrices"),
            Map.entry("index", "indexes"),
            Map.entry("ox", "oxen"),
            Map.entry("movie", "movies"),
            Map.entry("cookie", "cookies"),
            Map.entry("selfie", "selfies"),
            Map.entry("pie", "pies"),
            Map.entry("tie", "ties"),
            Map.entry("zombie", "zombies"),
            Map.entry("smoothie", "smoothies"),
            Map.entry("brownie", "brownies"),
            Map.entry("calorie", "calories"),
            Map.entry("cafe", "cafes"),
            Map.entry("shoe", "shoes"),
            Map.entry("toe", "toes"),
            Map.entry("canoe", "canoes"),
            Map.entry("horse", "horses"),
            Map.entry("house", "houses"),
            Map.entry("course", "courses"),
            Map.entry("nurse", "nurses"),
            Map.entry("purchase", "purchases"),
            Map.entry("expense", "expenses"),
            Map.entry("license", "licenses"),
            Map.entry("exercise", "exercises"),
            Map.entry("database", "databases"),
            Map.entry("release", "releases"),
            Map.entry("case", "cases"),
            Map.entry("vase", "vases"),
            Map.entry("phrase", "phrases"),
            Map.entry("cause", "causes"),
            Map.entry("response", "responses"),
            Map.entry("warehouse", "warehouses"),
            Map.entry("houseplant", "houseplants"),
            Map.entry("cheese", "cheeses"),
            Map.entry("size", "sizes"),
            Map.entry("prize", "prizes"),
            Map.entry("cache", "caches"),
            Map.entry("bus", "buses"),
            Map.entry("gas", "gases"),
            Map.entry("bias", "biases"),
            Map.entry("virus", "viruses"),
            Map.entry("bonus", "bonuses"),
            Map.entry("campus", "campuses"),
            Map.entry("status", "statuses"),
            Map.entry("lens", "lenses"),
            Map.entry("atlas", "atlases"),
            Map.entry("canvas", "canvases"),
            Map.entry("tech", "techs"),
            Map.entry("stomach", "stomachs")));
    private static final Map<String, String> SINGULAR_OF = inverse();
    /** Words that are the same in both, or that have no plural anyone would say. */
    private static final Set<String> SAME = Set.of(
            "sheep",
            "fish",
            "deer",
            "series",
            "species",
            "news",
            "clothes",
            "clothing",
            "equipment",
            "furniture",
            "software",
            "hardware",
            "information",
            "feedback",
            "music",
            "money",
            "jewelry",
            "luggage",
            "homework",
            "food",
            "bread",
            "coffee",
            "tea",
            "beer",
            "wine",
            "chess",
            "yoga",
            "sales",
            "analytics",
            "economics",
            "mathematics",
            "physics",
            "politics",
            "gymnastics",
            "athletics",
            "electronics",
            "sports",
            "glasses",
            "pants",
            "jeans",
            "scissors",
            "headphones",
            "advice",
            "art",
            "research",
            "weather",
            "rice",
            "water");

    private Inflection() {}

    public static boolean isPlural(String word) {
        return !SAME.contains(word) && !singularOfWord(word).equals(word);
    }

    public static String singular(String phrase) {
        int at = phrase.lastIndexOf(' ') + 1;
        return phrase.substring(0, at) + singularOfWord(phrase.substring(at));
    }

    /** Never equal to {@code singular}: what has no plural of its own gets "entries". */
    public static String plural(String singular) {
        int at = singular.lastIndexOf(' ') + 1;
        String word = singular.substring(at);
        String many = SAME.contains(word) ? word + " entries" : pluralOfWord(word);
        return singular.substring(0, at) + (many.equals(word) ? word + " entries" : many);
    }

    private static String singularOfWord(String word) {
        String known = SINGULAR_OF.get(word);
        if (known != null) return known;
        if (SAME.contains(word) || IRREGULAR.containsKey(word) || word.length() < 4) return word;
        if (word.endsWith("ies") && word.length() > 4) return word.substring(0, word.length() - 3) + "y";
        if (word.matches(".*(ss|us|is|ous)")) return word;
        if (word.matches(".*(sses|shes|ches|xes|zzes)")) return word.substring(0, word.length() - 2);
        if (word.endsWith("s")) return word.substring(0, word.length() - 1);
        return word;
    }

    private static String pluralOfWord(String word) {
        String known = IRREGULAR.get(word);
        if (known != null) return known;
        if (word.matches(".*[^aeiou]y")) return word.substring(0, word.length() - 1) + "ies";
        if (word.matches(".*(s|x|z|ch|sh)")) return word + "es";
        return word + "s";
    }

    private static Map<String, String> inverse() {
        Map<String, String> all = new TreeMap<>();
        IRREGULAR.forEach((one, many) -> all.put(many, one));
        return Map.copyOf(all);
    }
}
