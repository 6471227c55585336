package dev.companyos.knowledge;

import dev.companyos.kernel.CompanyException;
import java.nio.charset.StandardCharsets;

/** A document that may be taken in: checked, and without characters that no reader could see. */
public record NewDocument(String title, String category, String text) {
    static final int MAX_BYTES = 2_000_000;
    private static final int MAX_NAME = 200;

    public NewDocument {
        title = name(title, "title");
        category = name(category, "category");
        text = text.replaceAll("[\\p{Cntrl}&&[^\n\r\t]]", "");
        if (text.isBlank())
            throw CompanyException.invalid(
                    "document",
                    "The document `%s` is empty.".formatted(title),
                    "There is no text in it to look up.",
                    "Give plain text or Markdown.");
        if (text.length() > MAX_BYTES || text.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES)
            throw CompanyException.invalid(
                    "document",
                    "The document `%s` is too long.".formatted(title),
                    "A document may have 2 MB of text.",
                    "Split it into parts with titles of their own.");
    }

    private static String name(String value, String what) {
        String clean = value.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        if (clean.isEmpty() || clean.length() > MAX_NAME)
            throw CompanyException.invalid(
                    "document",
                    "A document's %s has 1 to %d characters.".formatted(what, MAX_NAME),
                    clean.isEmpty() ? "This one is empty." : "This one has %d.".formatted(clean.length()),
                    "Choose another.");
        return clean;
    }

    /** How a passage is cited; {@code position} from 0. */
    public static String source(String title, int position) {
        return title + " § " + (position + 1);
    }
}
