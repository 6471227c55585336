package dev.companyos.llm.anthropic;

import com.anthropic.client.AnthropicClient;
import com.anthropic.core.JsonValue;
import com.anthropic.errors.AnthropicException;
import com.anthropic.errors.AnthropicInvalidDataException;
import com.anthropic.errors.AnthropicServiceException;
import com.anthropic.models.messages.batches.BatchCreateParams;
import com.anthropic.models.messages.batches.MessageBatch.ProcessingStatus;
import com.anthropic.models.messages.batches.MessageBatchIndividualResponse;
import dev.companyos.llm.Batches;
import dev.companyos.llm.Progress;
import dev.companyos.llm.Request;
import dev.companyos.llm.wire.Exchange;
import dev.companyos.llm.wire.Failures;
import dev.companyos.llm.wire.Json;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** The Message Batches API: {@code POST /v1/messages/batches}, and its results as lines of JSON when it has ended. */
final class AnthropicBatches implements Batches {
    private static final Request UNKNOWN = new Request("", List.of(), List.of(), List.of(), Optional.empty(), 1);

    private final AnthropicClient client;
    private final Failures failures;
    private final Function<Request, Optional<String>> thinking;

    AnthropicBatches(AnthropicClient client, Failures failures, Function<Request, Optional<String>> thinking) {
        this.client = client;
        this.failures = failures;
        this.thinking = thinking;
    }

    @Override
    public String submit(List<Item> items) {
        var params = BatchCreateParams.builder();
        for (var item : items)
            params.addRequest(BatchCreateParams.Request.builder()
                    .customId(item.id())
                    .params(params(item.request()))
                    .build());
        String model = items.isEmpty() ? "" : items.getFirst().request().model();
        return asked(
                model, () -> client.messages().batches().create(params.build()).id());
    }

    /** The same as of a call of its own. */
    private BatchCreateParams.Request.Params params(Request request) {
        var body = Requests.write(request, thinking.apply(request))._body();
        return Objects.requireNonNull(JsonValue.from(body).convert(BatchCreateParams.Request.Params.class));
    }

    @Override
    public Optional<Map<String, Outcome>> results(String batch) {
        return asked("", () -> {
            var status = client.messages().batches().retrieve(batch).processingStatus();
            if (!status.equals(ProcessingStatus.ENDED)) return Optional.empty();
            var outcomes = new HashMap<String, Outcome>();
            try (var lines = client.messages().batches().resultsStreaming(batch)) {
                lines.stream().forEach(it -> outcomes.put(it.customId(), outcome(it)));
            }
            return Optional.of(Map.copyOf(outcomes));
        });
    }

    @Override
    public void cancel(String batch) {
        asked("", () -> client.messages().batches().cancel(batch).id());
    }

    private Outcome outcome(MessageBatchIndividualResponse line) {
        JsonNode result = Json.tree(JsonValue.from(line.result()).convert(Object.class));
        String type = result.path("type").asString("");
        if (!type.equals("succeeded")) {
            String why = result.at("/error/error/message").asString("");
            return new Outcome.NotDone(
                    "The batch says: %s. %s".formatted(type, why).strip());
        }
        var message = new GrowingMessage(Progress.NONE);
        message.takeWhole(result.path("message"));
        if (!message.isWhole()) return new Outcome.NotDone("The batch holds a message that is not whole.");
        return new Outcome.Replied(Replies.read(message, UNKNOWN));
    }

    private <T> T asked(String model, Supplier<T> call) {
        return Exchange.run(
                () -> {
                    try {
                        return call.get();
                    } catch (AnthropicServiceException e) {
                        throw failures.answered(Errors.answer(e), model);
                    } catch (AnthropicInvalidDataException | JacksonException | NullPointerException e) {
                        throw failures.unreadable(e); // the SDK reads the JSON `null` as null
                    } catch (AnthropicException e) {
                        throw failures.dropped(e);
                    }
                },
                failures::cancelled);
    }
}
