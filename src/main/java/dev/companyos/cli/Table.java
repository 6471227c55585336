package dev.companyos.cli;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** A list of JSON objects as columns. */
final class Table {
    private Table() {}

    /** @param columns heading and JSON Pointer in turn, such as {@code "TITLE", "/title"} */
    static void print(PrintStream out, JsonNode rows, String... columns) {
        var lines = new ArrayList<List<String>>();
        var heading = new ArrayList<String>();
        for (int i = 0; i < columns.length; i += 2) heading.add(columns[i]);
        lines.add(heading);
        for (var row : rows) {
            var line = new ArrayList<String>();
            for (int i = 1; i < columns.length; i += 2) line.add(text(row.at(columns[i])));
            lines.add(line);
        }
        if (lines.size() == 1) {
            out.println("Nothing yet.");
            return;
        }
        for (var line : lines) {
            var text = new StringBuilder();
            for (int i = 0; i < line.size(); i++) {
                int column = i;
                int width = lines.stream()
                        .mapToInt(it -> it.get(column).length())
                        .max()
                        .orElse(0);
                text.append(line.get(i))
                        .append(" ".repeat(Math.max(0, width - line.get(i).length()) + 2));
            }
            out.println(text.toString().stripTrailing());
        }
    }

    private static String text(JsonNode value) {
        String text = value.isMissingNode() || value.isNull()
                ? ""
                : value.isContainer()
                        ? value.toString()
                        : value.isFloatingPointNumber() ? value.decimalValue().toPlainString() : value.asString();
        String line = PlainStream.line(text);
        return line.length() > 70 ? line.substring(0, 69) + "…" : line;
    }
}
