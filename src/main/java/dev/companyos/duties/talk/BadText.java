package dev.companyos.duties.talk;

import dev.companyos.llm.Reply;

/**
 * A reply that is of no use as a whole.
 *
 * @param said what is kept of it in the conversation
 * @param told what the model hears about it
 * @param reason why the attempt is given up, if it is
 */
record BadText(BadReply kind, String said, String told, String reason) {
    static final int LONGEST = 120_000;

    /** @param wantsText whether a text is what the model was asked for; then a text of some length is not in here */
    static BadText of(Reply reply, boolean wantsText) {
        String task = wantsText ? "Answer with one JSON object and nothing else." : "Act with the tools.";
        return switch (reply) {
            case Reply.Refused it ->
                new BadText(BadReply.REFUSED, "", "", "The model refused: " + Texts.head(it.reason(), 500));
            case Reply.Truncated it ->
                new BadText(
                        BadReply.TRUNCATED,
                        Texts.ends(it.text(), 4_000, "it was cut off in the end"),
                        wantsText
                                ? "That was cut off at the output limit. Answer again and shorter: one whole JSON object."
                                : "That was cut off at the output limit, and no call in it was carried out. Go on in smaller steps: one file in one reply, or edit_file instead of write_file.",
                        "Its replies do not fit the output limit.");
            case Reply.ToolCalls it ->
                new BadText(
                        BadReply.NO_TOOLS_HERE,
                        Texts.head(it.text(), 4_000),
                        "There are no tools here, and nothing was called. " + task,
                        "It calls tools that it was not offered.");
            case Reply.Text it when it.text().isBlank() -> empty(task);
            case Reply.Text it
            when it.text().length() > LONGEST ->
                new BadText(
                        BadReply.TOO_LONG,
                        Texts.head(it.text(), 2_000),
                        "That was %d characters, far too many. "
                                        .formatted(it.text().length())
                                + task,
                        "Its replies have up to %d characters."
                                .formatted(it.text().length()));
            case Reply.Text it ->
                new BadText(
                        BadReply.TALK,
                        Texts.ends(it.text(), 4_000, "they were too many"),
                        "Nothing has happened: only a tool call does something. Act with the tools, and call `finish` when the work is done.",
                        "It talks and does not act: " + Texts.head(it.text(), 200));
        };
    }

    private static BadText empty(String task) {
        return new BadText(BadReply.EMPTY, "", "Your reply was empty. " + task, "Its replies are empty.");
    }
}
