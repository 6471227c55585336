package dev.companyos.repo;

import dev.companyos.repo.Repository.Message;
import dev.companyos.repo.Repository.Trailer;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** A commit's message as text: subject, body, trailers, each a paragraph; no part can pass for another. */
public final class CommitText {
    private static final int SUBJECT = 200;
    private static final Pattern TRAILER = Pattern.compile("([A-Za-z][A-Za-z0-9-]*): (.*)");

    private CommitText() {}

    public static String of(Message message) {
        var text = new StringBuilder(subject(message.subject()));
        var body = clean(message.body()).strip();
        if (!body.isEmpty())
            text.append("\n\n").append(guarded(body, message.trailers().isEmpty()));
        if (!message.trailers().isEmpty()) text.append("\n\n");
        for (var trailer : message.trailers())
            text.append(trailer.key().replaceAll("[^A-Za-z0-9-]", ""))
                    .append(": ")
                    .append(oneLine(trailer.value()))
                    .append('\n');
        return text.toString().stripTrailing() + "\n";
    }

    /** The trailers of a message that {@link #of} wrote: its last paragraph, if every line of it is one. */
    public static List<Trailer> trailers(String text) {
        var paragraphs = text.strip().split("\n\\s*\n");
        if (paragraphs.length < 2) return List.of();
        var trailers = new ArrayList<Trailer>();
        for (var line : paragraphs[paragraphs.length - 1].split("\n")) {
            var is = TRAILER.matcher(line);
            if (!is.matches()) return List.of();
            trailers.add(new Trailer(is.group(1), is.group(2)));
        }
        return List.copyOf(trailers);
    }

    public static String subject(String subject) {
        var line = oneLine(subject);
        if (line.length() > SUBJECT) line = line.substring(0, SUBJECT - 1) + "…";
        return line.isEmpty() ? "Change" : line;
    }

    /** A name that git takes as an author: no brackets, no control characters, never empty. */
    public static String author(String author) {
        var name = oneLine(author).replaceAll("[<>]", "").replaceAll("^[\\p{Punct}\\s]+|[\\p{Punct}\\s]+$", "");
        return name.isEmpty() ? "company" : name;
    }

    /** A body must not end in lines that read as trailers when the message has none of its own. */
    private static String guarded(String body, boolean last) {
        return last ? body.replaceAll("(?m)^(?=[A-Za-z][A-Za-z0-9-]*:)", "> ") : body;
    }

    private static String oneLine(String text) {
        return clean(text).replaceAll("\\s+", " ").strip();
    }

    private static String clean(String text) {
        return text.replace("\r\n", "\n").replaceAll("[\\p{Cntrl}&&[^\\n\\t]]", " ");
    }
}
