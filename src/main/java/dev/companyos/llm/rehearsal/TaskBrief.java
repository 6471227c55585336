package dev.companyos.llm.rehearsal;

import java.util.ArrayList;
import java.util.List;

/**
 * The task of a prompt.
 *
 * @param attempt 1 for the first; 0 where the prompt names no task
 */
record TaskBrief(String role, int attempt, String title, String description, List<String> acceptance) {
    static final TaskBrief NONE = new TaskBrief("", 0, "", "", List.of());

    static TaskBrief of(Block block) {
        StringBuilder title = new StringBuilder();
        StringBuilder description = new StringBuilder();
        List<String> acceptance = new ArrayList<>();
        StringBuilder part = description;
        boolean accepting = false;
        for (String line : block.content().lines().map(String::strip).toList()) {
            if (!accepting && title.isEmpty() && line.startsWith("title:")) {
                part = title;
                part.append(line.substring(6).strip());
            } else if (!accepting && line.startsWith("description:")) {
                part = description;
                part.append(line.substring(12).strip());
            } else if (line.startsWith("acceptance:")) accepting = true;
            else if (!accepting) part.append('\n').append(line);
            else if (line.startsWith("- ")) acceptance.add(line.substring(2).strip());
        }
        return new TaskBrief(
                block.attribute("role"),
                number(block.attribute("attempt")),
                Prompt.line(title.toString(), 200),
                description.toString().strip(),
                List.copyOf(acceptance));
    }

    boolean isRepair() {
        return title.startsWith("Repair:");
    }

    /** Everything the task says, for looking for words. */
    String text() {
        return title + "\n" + description + "\n" + String.join("\n", acceptance);
    }

    private static int number(String text) {
        return text.matches("[1-9][0-9]{0,5}") ? Integer.parseInt(text) : 1;
    }
}
