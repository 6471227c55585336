package dev.companyos.checks.treesitter;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;
import org.treesitter.TSInputEncoding;
import org.treesitter.TSLanguage;
import org.treesitter.TSParser;
import org.treesitter.TSTree;
import org.treesitter.TSTreeCursor;

/**
 * Texts to trees, and no more native memory held when a call returns. Every call has a parser and a thread of its own:
 * the native code recurses with the depth of a text, past the stack of an ordinary thread, and that would end the whole
 * process. So the text and its nesting are bounded, and the stack is larger than what both together can use; a text of
 * 1 MB in any of seventy hostile shapes was read with half of it.
 */
final class NativeParser {
    /** Characters. */
    static final int TEXT = 1 << 19;

    static final int NESTING = 3_000;
    private static final long STACK_BYTES = 256L << 20;
    private static final long PARSE_NANOS = 4_000_000_000L;
    private static final int NODES = 1_500_000;

    /** A language's tables, read once. */
    private record Tables(TSLanguage language, String[] symbols, String[] fields) {}

    private final Map<Grammar, Tables> tables = new EnumMap<>(Grammar.class);

    /** Empty where the text is deeper or slower than the bounds; {@code text} is no longer than {@link #TEXT}. */
    Optional<Tree> parse(Grammar grammar, String text) {
        if (text.length() > TEXT) throw new IllegalArgumentException("longer than the bound");
        if (nesting(text) > NESTING) return Optional.empty();
        var tables = tables(grammar);
        var task = new FutureTask<>(() -> Optional.ofNullable(read(tables, text)));
        var thread = new Thread(null, task, "syntax-" + grammar.language, STACK_BYTES);
        thread.setDaemon(true);
        thread.start();
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return task.get();
                } catch (InterruptedException e) {
                    interrupted = true; // the reading is bounded: wait for its end rather than leave it behind
                } catch (ExecutionException e) {
                    if (e.getCause() instanceof Error error) throw error;
                    throw new IllegalStateException(e.getCause());
                }
            }
        } finally {
            if (interrupted) Thread.currentThread().interrupt();
        }
    }

    private synchronized Tables tables(Grammar grammar) {
        return tables.computeIfAbsent(grammar, it -> {
            var language = it.load();
            var symbols = new String[language.symbolCount()];
            for (int i = 0; i < symbols.length; i++) symbols[i] = language.symbolName(i);
            var fields = new String[language.fieldCount() + 1];
            for (int i = 1; i < fields.length; i++) fields[i] = language.fieldNameForId(i);
            return new Tables(language, symbols, fields);
        });
    }

    /** The deepest nesting of brackets, wherever they stand: in strings and comments it can only be too many. */
    static int nesting(String text) {
        int depth = 0;
        int deepest = 0;
        for (int i = 0; i < text.length(); i++) {
            switch (text.charAt(i)) {
                case '(', '[', '{' -> deepest = Math.max(deepest, ++depth);
                case ')', ']', '}' -> depth = Math.max(0, depth - 1);
                default -> {}
            }
        }
        return deepest;
    }

    private static @Nullable Tree read(Tables tables, String text) {
        var bytes =
                text.getBytes(StandardCharsets.UTF_16LE); // so that a place in the tree is a place in the text, twice
        long end = System.nanoTime() + PARSE_NANOS;
        try (var parser = new TSParser()) {
            parser.setLanguage(tables.language());
            var tree = parser.parseWithOptions(
                    new byte[1 << 14],
                    null,
                    (buffer, offset, point) -> {
                        int length = Math.min(buffer.length, bytes.length - offset);
                        if (length <= 0) return 0;
                        System.arraycopy(bytes, offset, buffer, 0, length);
                        return length;
                    },
                    TSInputEncoding.TSInputEncodingUTF16LE,
                    state -> System.nanoTime() > end);
            if (tree == null) return null;
            try (tree) {
                return copy(tables, tree, text);
            }
        }
    }

    private static @Nullable Tree copy(Tables tables, TSTree tree, String text) {
        var nodes = new ArrayList<Node>();
        boolean broken = false;
        Node parent = null;
        try (var cursor = new TSTreeCursor(tree.getRootNode())) {
            while (true) {
                var it = cursor.currentNode();
                int symbol = it.getSymbol();
                int field = cursor.currentFieldId();
                var node = new Node(
                        symbol >= 0 && symbol < tables.symbols().length ? tables.symbols()[symbol] : "ERROR",
                        field > 0 && field < tables.fields().length ? tables.fields()[field] : null,
                        parent,
                        it.isMissing(),
                        Math.min(text.length(), it.getStartByte() / 2),
                        Math.min(text.length(), it.getEndByte() / 2));
                broken |= node.missing || node.isError();
                nodes.add(node);
                if (parent != null) parent.children.add(node);
                if (nodes.size() > NODES) return null;
                if (cursor.gotoFirstChild()) {
                    parent = node;
                    continue;
                }
                while (!cursor.gotoNextSibling()) {
                    if (!cursor.gotoParent() || parent == null) return new Tree(text, List.copyOf(nodes), broken);
                    parent = parent.parent;
                }
            }
        }
    }
}
