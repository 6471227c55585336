package dev.companyos.llm.rehearsal;

import dev.companyos.llm.Message;
import dev.companyos.llm.Reply;
import dev.companyos.llm.Request;

/** Tokens, estimated: four characters make one. */
final class Tokens {
    static final int CHARACTERS = 4;

    private Tokens() {}

    /** What is marked for the cache is written on the first call of a conversation and read on the others. */
    static Reply.Usage usage(Request request, String output) {
        int lastCached = -1;
        for (int i = 0; i < request.system().size(); i++)
            if (request.system().get(i).cached()) lastCached = i;
        long cached = 0;
        long plain = 0;
        for (int i = 0; i < request.system().size(); i++) {
            long tokens = count(request.system().get(i).text());
            if (i <= lastCached) cached += tokens;
            else plain += tokens;
        }
        for (Request.ToolSpec tool : request.tools()) plain += count(tool.description()) + count(tool.inputSchema());
        for (Message message : request.messages()) plain += count(message);
        boolean first = request.messages().size() <= 1;
        return new Reply.Usage(plain, count(output), first ? cached : 0, first ? 0 : cached);
    }

    private static long count(Message message) {
        return switch (message) {
            case Message.User user -> count(user.text());
            case Message.Assistant assistant ->
                count(assistant.text())
                        + assistant.calls().stream()
                                .mapToLong(call -> count(call.name()) + count(call.arguments()))
                                .sum();
            case Message.ToolResults results ->
                results.results().stream()
                        .mapToLong(result -> count(result.content()))
                        .sum();
        };
    }

    private static long count(String text) {
        return (text.length() + CHARACTERS - 1) / CHARACTERS;
    }
}
