package dev.companyos.stacks;

import dev.companyos.kernel.CompanyException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Which stack a repository is made of that others began, by {@code recognised_by} in each {@code stack.yaml}. */
public final class Recognition {
    private static final int LONGEST = 1 << 20;

    private final List<Mark> marks = new ArrayList<>();
    private final List<Expected> expected = new ArrayList<>();

    private record Mark(String stack, String file, Pattern holds) {}

    private record Expected(String stack, List<String> files) {}

    public Recognition() {
        for (var name : StackFile.names()) {
            var yaml = StackFile.yaml(name);
            yaml.path("recognised_by")
                    .properties()
                    .forEach(it -> marks.add(new Mark(
                            name, it.getKey(), Pattern.compile(it.getValue().asString()))));
            var files = new ArrayList<String>();
            yaml.path("expects").forEach(it -> files.add(it.asString()));
            expected.add(new Expected(name, files));
        }
    }

    /** @param by the file that told; @param missing files that the stack's commands name and that are not there */
    public record Found(String stack, String by, List<String> missing) {}

    /**
     * @param files all paths
     * @param text of one of them
     * @throws CompanyException {@code invalid.adopt} when it is made of something that is not supported
     */
    public Found of(List<String> files, UnaryOperator<String> text) {
        var there = Set.copyOf(files);
        for (var mark : marks)
            if (there.contains(mark.file()) && holds(mark, text.apply(mark.file())))
                return new Found(mark.stack(), mark.file(), missing(mark.stack(), there));
        throw CompanyException.invalid(
                "adopt",
                "What this repository is made of is not supported.",
                "Looked for: %s.".formatted(looked()),
                "Name the stack with --stack if it is one of these all the same.");
    }

    /** For a stack that the founder named. */
    public List<String> missing(String stack, Set<String> files) {
        return expected.stream()
                .filter(it -> it.stack().equals(stack))
                .flatMap(it -> it.files().stream())
                .filter(it -> !files.contains(it))
                .toList();
    }

    private static boolean holds(Mark mark, String text) {
        return mark.holds()
                .matcher(text.length() > LONGEST ? text.substring(0, LONGEST) : text)
                .find();
    }

    private String looked() {
        return expected.stream()
                .map(Expected::stack)
                .filter(stack -> marks.stream().anyMatch(it -> it.stack().equals(stack)))
                .map(stack -> marks.stream()
                        .filter(it -> it.stack().equals(stack))
                        .map(Mark::file)
                        .collect(Collectors.joining(" or ", stack + " (", ")")))
                .collect(Collectors.joining(", "));
    }
}
