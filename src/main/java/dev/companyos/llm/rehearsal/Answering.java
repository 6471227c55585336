package dev.companyos.llm.rehearsal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The librarian's turn: the sentences of the passages that say most about the question, with their sources. */
final class Answering {
    private static final int SENTENCES = 3;

    private record Sentence(String text, String source, long score) {}

    Answers.Answer answer(Prompt prompt) {
        String question = Prompt.line(prompt.text("question"), 300);
        Set<String> asked = words(question);
        List<Sentence> sentences = new ArrayList<>();
        passages(prompt).forEach(passage -> {
            for (String text : passage.content().split("(?<=[.!?])\\s+|\\n+", 200))
                if (!text.isBlank())
                    sentences.add(new Sentence(
                            Prompt.line(text, 500),
                            Prompt.line(passage.attribute("source"), 200),
                            words(text).stream().filter(asked::contains).count()));
        });
        List<Sentence> best = sentences.stream()
                .filter(sentence -> sentence.score() > 0)
                .sorted(Comparator.comparingLong(Sentence::score).reversed())
                .limit(SENTENCES)
                .toList();
        if (best.isEmpty())
            return new Answers.Knowledge(
                    "The knowledge base holds nothing on this: %s Add a document about it and ask again."
                            .formatted(question.isEmpty() ? "no question was asked." : "\"" + question + "\"."),
                    List.of());
        return new Answers.Knowledge(
                best.stream().map(Sentence::text).collect(Collectors.joining(" ")),
                best.stream()
                        .map(Sentence::source)
                        .filter(source -> !source.isEmpty())
                        .distinct()
                        .toList());
    }

    private static List<Block> passages(Prompt prompt) {
        return prompt.blocks().stream()
                .flatMap(block -> switch (block.name()) {
                    case "passage" -> Stream.of(block);
                    case "passages" ->
                        Block.in(block.raw()).stream()
                                .filter(inner -> inner.name().equals("passage"));
                    default -> Stream.<Block>empty();
                })
                .limit(50)
                .toList();
    }

    private static Set<String> words(String text) {
        return Stream.of(text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+"))
                .filter(word -> word.length() > 3)
                .map(word -> word.endsWith("s") ? word.substring(0, word.length() - 1) : word)
                .collect(Collectors.toSet());
    }
}
