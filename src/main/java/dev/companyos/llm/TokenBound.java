package dev.companyos.llm;

/**
 * How many tokens a request can have at the very most, without asking the provider. A token of English or of code is two
 * and a half to four characters; we count two letters as one token, any other ASCII character as one, and what is beyond
 * ASCII by its UTF-8 bytes, of which no token has less than one.
 */
public final class TokenBound {
    /** What a provider adds of its own: how tools are used, how a schema is followed. */
    private static final long FRAME = 1_000;

    private static final long PER_PART = 20;

    private TokenBound() {}

    public static long of(Request request) {
        long tokens = FRAME + request.outputSchema().map(TokenBound::of).orElse(0L);
        for (var block : request.system()) tokens += of(block.text());
        for (var tool : request.tools()) tokens += of(tool.name()) + of(tool.description()) + of(tool.inputSchema());
        for (var message : request.messages()) tokens += of(message);
        return tokens;
    }

    private static long of(Message message) {
        return switch (message) {
            case Message.User it -> of(it.text());
            case Message.Assistant it ->
                of(it.text())
                        + it.verbatim().map(kept -> of(kept.content())).orElse(0L)
                        + it.calls().stream()
                                .mapToLong(call -> of(call.id()) + of(call.name()) + of(call.arguments()))
                                .sum();
            case Message.ToolResults it ->
                it.results().stream()
                        .mapToLong(result -> of(result.callId()) + of(result.content()))
                        .sum();
        };
    }

    public static long of(String text) {
        long halves = 0;
        for (int i = 0; i < text.length(); i++) halves += halvesOf(text.charAt(i));
        return PER_PART + (halves + 1) / 2;
    }

    private static int halvesOf(char c) {
        if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == ' ') return 1;
        if (c < 0x80) return 2;
        return c < 0x800 || Character.isSurrogate(c) ? 4 : 6;
    }
}
