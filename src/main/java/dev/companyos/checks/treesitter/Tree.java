package dev.companyos.checks.treesitter;

import java.util.List;

/**
 * A whole text as its grammar reads it.
 *
 * @param nodes parents before children, in the order of the text
 * @param broken whether an error or a missing token is among them
 */
record Tree(String text, List<Node> nodes, boolean broken) {
    String text(Node node) {
        return text.substring(node.start, node.end);
    }

    /** From 1. */
    int line(Node node) {
        int line = 1;
        for (int i = text.indexOf('\n'); i >= 0 && i < node.start; i = text.indexOf('\n', i + 1)) line++;
        return line;
    }
}
