package dev.companyos.checks.treesitter;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One node of a tree, copied out of native memory. {@code start} and {@code end} are places in the text. */
final class Node {
    final String type;
    final @Nullable String field;
    final @Nullable Node parent;
    final boolean missing;
    final int start;
    final int end;
    final List<Node> children = new ArrayList<>(2);

    Node(String type, @Nullable String field, @Nullable Node parent, boolean missing, int start, int end) {
        this.type = type;
        this.field = field;
        this.parent = parent;
        this.missing = missing;
        this.start = start;
        this.end = end;
    }

    boolean isError() {
        return type.equals("ERROR");
    }

    boolean is(String... types) {
        for (var it : types) if (type.equals(it)) return true;
        return false;
    }

    @Nullable
    Node child(String name) {
        for (var it : children) if (name.equals(it.field) && !it.type.equals("comment")) return it;
        return null;
    }

    boolean has(String childType) {
        for (var it : children) if (it.type.equals(childType)) return true;
        return false;
    }
}
