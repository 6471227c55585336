package dev.companyos.checks.formats;

import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** YAML 1.2, any number of documents, event by event: nothing is built, no alias is followed. */
final class YamlText {
    private static final int DEPTH = 500;
    private static final Pattern ASTRAL = Pattern.compile("[\\x{10000}-\\x{10FFFF}]");

    /** A mapping with the keys it has had, or a sequence, which has none. */
    private static final class Level {
        final @Nullable Set<String> keys;
        boolean value;

        Level(@Nullable Set<String> keys) {
            this.keys = keys;
        }
    }

    private YamlText() {}

    static Optional<Problem> check(String content) {
        var settings = LoadSettings.builder()
                .setCodePointLimit(4 << 20)
                .setUseMarks(true)
                .setParseComments(false)
                .build();
        try {
            // the parser's buffer may cut a character outside of the basic plane in two
            var plain = ASTRAL.matcher(content)
                    .replaceAll(it -> "u%x".formatted(it.group().codePointAt(0)));
            var levels = new ArrayDeque<Level>();
            Set<String> anchors = new HashSet<>();
            for (var event : new Parse(settings).parseString(plain)) {
                if (event instanceof DocumentStartEvent) anchors = new HashSet<>();
                var problem = event(event, levels, anchors);
                if (problem != null) return Optional.of(new Problem(line(event), problem));
            }
            return Optional.empty();
        } catch (MarkedYamlEngineException e) {
            int line = e.getProblemMark().map(it -> it.getLine() + 1).orElse(1);
            var context = e.getContext() == null ? "" : e.getContext() + ", ";
            return Optional.of(new Problem(line, context + e.getProblem()));
        } catch (YamlEngineException e) {
            return Optional.of(new Problem(
                    1, String.valueOf(e.getMessage()).lines().findFirst().orElse("")));
        } catch (StackOverflowError e) {
            return Optional.of(new Problem(1, "it is nested too deeply"));
        }
    }

    private static int line(Event event) {
        return event.getStartMark().map(it -> it.getLine() + 1).orElse(1);
    }

    private static @Nullable String event(Event event, ArrayDeque<Level> levels, Set<String> anchors) {
        if (event instanceof CollectionEndEvent) {
            levels.pop();
            return null;
        }
        if (!(event instanceof NodeEvent node)) return null;
        var name = node.getAnchor().map(Object::toString);
        if (node instanceof AliasEvent && !anchors.contains(name.orElse("")))
            return "the alias `*%s` names no anchor before it".formatted(name.orElse(""));
        name.ifPresent(anchors::add);
        var problem = key(node, levels.peek());
        if (node instanceof MappingStartEvent) levels.push(new Level(new HashSet<>()));
        if (node instanceof SequenceStartEvent) levels.push(new Level(null));
        return levels.size() > DEPTH ? "it is nested too deeply" : problem;
    }

    /** Merge keys may come again, and other keys once. */
    private static @Nullable String key(NodeEvent node, @Nullable Level level) {
        if (level == null || level.keys == null) return null;
        boolean value = level.value;
        level.value = !value;
        if (value
                || !(node instanceof ScalarEvent scalar)
                || scalar.getValue().equals("<<")
                || scalar.getValue().startsWith("${{")) return null;
        return level.keys.add(scalar.getValue()) ? null : "the key `%s` is there twice".formatted(scalar.getValue());
    }
}
