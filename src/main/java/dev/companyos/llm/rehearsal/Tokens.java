package dev.companyos.llm.rehearsal;

import dev.companyos.llm.Message;
import dev.companyos.llm.Reply;
import dev.companyos.llm.Request;

/** Tokens, estimated: four characters make one. */
final class Tokens {
    static final int CHARACTERS = 4;

    private Tokens() {}

    /** A prompt that is shorter is not cached. */
    private static final long LEAST_CACHED = 1_024;

    /**
     * As a provider with a prompt cache would count it, for conversations that nobody else has begun: a tool loop writes
     * its prompt on its first call, reads it on the next and writes what was said since; a question that stands alone
     * writes the marked part of its instructions, and reads it when it is asked again.
     */
    static Reply.Usage usage(Request request, String output) {
        long known = known(request);
        long marked = marked(request);
        long all = all(request);
        if (marked < LEAST_CACHED) return new Reply.Usage(all, count(output), 0, 0);
        long read = known < LEAST_CACHED ? 0 : Math.min(known, marked);
        return new Reply.Usage(all - marked, count(output), marked - read, read);
    }

    /** Tokens up to where the call before this one ended. */
    private static long known(Request request) {
        int messages = request.messages().size();
        if (messages <= 1) return 0;
        if (request.tools().isEmpty()) return system(request, lastMarked(request) + 1);
        return system(request, request.system().size()) + tools(request) + messages(request, messages - 2);
    }

    /** Tokens up to the last breakpoint. */
    private static long marked(Request request) {
        return request.tools().isEmpty() ? system(request, lastMarked(request) + 1) : all(request);
    }

    private static long all(Request request) {
        return system(request, request.system().size())
                + tools(request)
                + messages(request, request.messages().size());
    }

    private static int lastMarked(Request request) {
        int last = -1;
        for (int i = 0; i < request.system().size(); i++)
            if (request.system().get(i).cached()) last = i;
        return last;
    }

    private static long system(Request request, int blocks) {
        return request.system().stream()
                .limit(blocks)
                .mapToLong(it -> count(it.text()))
                .sum();
    }

    private static long tools(Request request) {
        return request.tools().stream()
                .mapToLong(it -> count(it.description()) + count(it.inputSchema()))
                .sum();
    }

    private static long messages(Request request, int first) {
        return request.messages().stream().limit(first).mapToLong(Tokens::count).sum();
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
