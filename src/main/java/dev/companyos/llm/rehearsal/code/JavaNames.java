package dev.companyos.llm.rehearsal.code;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/** Names that Java and the scaffold leave free. A name that is taken gets a further noun. */
final class JavaNames {
    private static final Set<String> KEYWORDS = Set.of(
            ("abstract assert boolean break byte case catch char class const continue default do double else enum"
                            + " extends final finally float for goto if implements import instanceof int interface long"
                            + " native new package private protected public return short static strictfp super switch"
                            + " synchronized this throw throws transient try void volatile while true false null var"
                            + " yield record sealed permits when")
                    .split(" "));
    /** Methods that every object has, which a record's components must not replace, and our own. */
    private static final Set<String> METHODS =
            Set.of("clone finalize getClass hashCode notify notifyAll toString wait equals toJson".split(" "));
    /** What the generated classes mention: the scaffold's types and those of the JDK. */
    private static final Set<String> CLASSES = Set.of(
            ("App Config Feature Features Form Html Json Kind Main OpenApi Problem Request Response Routes Schema Store"
                            + " Table Row Page Link Client Expect Test Tests Values Property Handler BigDecimal LocalDate"
                            + " LinkedHashMap List Map Collectors URLEncoder StandardCharsets Object String Integer Long"
                            + " Boolean Double Record Override Math Enum Iterable Class Package Module Process Runtime"
                            + " System Thread Void Number Error Exception Throwable Character Byte Short Float"
                            + " Comparable Runnable Deprecated")
                    .split(" "));

    private JavaNames() {}

    /** camelCase, as a component of a record. */
    static String component(Field field) {
        String[] words = field.name().split("_");
        String name =
                words[0] + Arrays.stream(words).skip(1).map(Words::capitalized).collect(Collectors.joining());
        return KEYWORDS.contains(name) || METHODS.contains(name) ? name + "Value" : name;
    }

    static String className(Entity entity) {
        return CLASSES.contains(entity.className()) ? entity.className() + "Entry" : entity.className();
    }
}
