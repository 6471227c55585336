package dev.companyos.llm.openai;

import dev.companyos.llm.Message.Verbatim;
import dev.companyos.llm.Reply;
import dev.companyos.llm.Request;
import dev.companyos.llm.TokenBound;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** What a completion says to us. */
final class Replies {
    private Replies() {}

    static Reply read(GrowingCompletion completion, Request request) {
        String model = completion.model().isEmpty() ? request.model() : completion.model();
        Reply.Usage usage = usage(completion, request);
        String text = completion.text();
        if (!completion.refusal().isBlank()) return new Reply.Refused(model, usage, completion.refusal());
        return switch (completion.finish()) {
            case "content_filter" ->
                new Reply.Refused(model, usage, text.isBlank() ? "The provider's content filter stopped it." : text);
            case "length" -> new Reply.Truncated(model, usage, text);
            default ->
                completion.calls().isEmpty()
                        ? new Reply.Text(model, usage, text)
                        : new Reply.ToolCalls(
                                model, usage, text, completion.calls(), verbatim(completion, request.model()));
        };
    }

    /** What a reply that was never finished is charged at: the prompt, and about what was written. */
    static Reply.Usage spent(GrowingCompletion completion, Request request) {
        if (!completion.hasBegun()) return Reply.Usage.NONE;
        return completion.usage().isPresent()
                ? usage(completion, request)
                : new Reply.Usage(TokenBound.of(request), (completion.written() + 2) / 3, 0, 0);
    }

    private static Optional<Verbatim> verbatim(GrowingCompletion completion, String model) {
        return Optional.of(completion.reasoning())
                .filter(it -> !it.isEmpty())
                .map(it -> new Verbatim(OpenAiModel.PROVIDER, model, it));
    }

    /** A server that does not count is taken to have used as much as it can have. */
    private static Reply.Usage usage(GrowingCompletion completion, Request request) {
        if (completion.usage().isEmpty()) return new Reply.Usage(TokenBound.of(request), completion.written(), 0, 0);
        JsonNode usage = completion.usage().get();
        long prompt = usage.path("prompt_tokens").asLong(TokenBound.of(request));
        JsonNode details = usage.path("prompt_tokens_details");
        long read = Math.clamp(details.path("cached_tokens").asLong(0), 0, prompt);
        long write = Math.clamp(details.path("cache_write_tokens").asLong(0), 0, prompt - read);
        long output = usage.path("completion_tokens").asLong(completion.written());
        return new Reply.Usage(prompt - read - write, output, write, read);
    }
}
