package dev.companyos.llm.anthropic;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.core.RequestOptions;
import com.anthropic.core.Timeout;
import com.anthropic.errors.AnthropicException;
import com.anthropic.errors.AnthropicInvalidDataException;
import com.anthropic.errors.AnthropicServiceException;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.MessageTokensCount;
import dev.companyos.llm.Batches;
import dev.companyos.llm.LanguageModel;
import dev.companyos.llm.ModelCatalog;
import dev.companyos.llm.ModelFailed;
import dev.companyos.llm.Progress;
import dev.companyos.llm.Reply;
import dev.companyos.llm.Request;
import dev.companyos.llm.wire.Exchange;
import dev.companyos.llm.wire.Failures;
import dev.companyos.llm.wire.Json;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;

/** Claude over the Messages API, always as a stream. One attempt a call: trying again is the gateway's. */
public final class AnthropicModel implements LanguageModel {
    static final String PROVIDER = "anthropic";

    private final AnthropicClient client;
    private final ModelCatalog catalog;
    private final Failures failures;
    private final Settings settings;

    /**
     * @param baseUrl without {@code /v1}; empty for the provider's own
     * @param silence how long the provider may send nothing; it sends pings while it thinks
     * @param whole how long one reply may take
     * @param count how long counting tokens may take
     */
    public record Settings(
            String apiKey, Optional<URI> baseUrl, Duration connect, Duration silence, Duration whole, Duration count) {
        public static Settings of(String apiKey, Optional<URI> baseUrl) {
            return new Settings(
                    apiKey,
                    baseUrl,
                    Duration.ofSeconds(10),
                    Duration.ofMinutes(2),
                    Duration.ofMinutes(15),
                    Duration.ofSeconds(5));
        }

        @Override
        public String toString() {
            return "Settings[apiKey=***, baseUrl=%s, connect=%s, silence=%s, whole=%s, count=%s]"
                    .formatted(baseUrl, connect, silence, whole, count);
        }
    }

    public AnthropicModel(Settings settings, ModelCatalog catalog, Clock clock) {
        var builder = AnthropicOkHttpClient.builder()
                .apiKey(settings.apiKey())
                .maxRetries(0)
                .timeout(Timeout.builder()
                        .connect(settings.connect())
                        .read(settings.silence())
                        .write(settings.silence())
                        .request(settings.whole())
                        .build());
        settings.baseUrl().ifPresent(it -> builder.baseUrl(it.toString().replaceAll("/+$", "")));
        this.client = builder.build();
        this.catalog = catalog;
        this.settings = settings;
        this.failures = new Failures(
                "ANTHROPIC",
                "Messages API",
                settings.baseUrl().map(URI::toString).orElse("https://api.anthropic.com"),
                Optional.of(settings.apiKey()),
                clock);
    }

    @Override
    public Reply reply(Request request, Progress progress) {
        return Exchange.run(() -> attempt(request, progress), failures::cancelled);
    }

    /** Thinking that the API does not take back (it is tied to a model and to every message before it) is left out. */
    private Reply attempt(Request request, Progress progress) {
        try {
            return stream(request, progress);
        } catch (ModelFailed e) {
            boolean aboutThinking =
                    e.kind() == ModelFailed.Kind.PERMANENT && e.why().contains("thinking");
            if (!aboutThinking || !Requests.isVerbatim(request)) throw e;
            return stream(Requests.withoutVerbatim(request), progress);
        }
    }

    private Reply stream(Request request, Progress progress) {
        var message = new GrowingMessage(progress);
        try {
            read(Requests.write(request, thinking(request)), message);
        } catch (AnthropicServiceException e) {
            throw failures.answered(Errors.answer(e), request.model()).after(Replies.spent(message, request));
        } catch (AnthropicInvalidDataException | JacksonException e) {
            throw failures.unreadable(e).after(Replies.spent(message, request));
        } catch (AnthropicException | IOException e) {
            throw failures.dropped(e).after(Replies.spent(message, request));
        }
        if (!message.hasBegun()) throw failures.unreadable("There is no message in it.");
        if (!message.isWhole()) throw failures.cutOff().after(Replies.spent(message, request));
        return Replies.read(message, request);
    }

    private void read(MessageCreateParams params, GrowingMessage message) throws IOException {
        try (var response = client.messages().withRawResponse().createStreaming(params)) {
            boolean whole = response.headers().values("content-type").stream()
                    .anyMatch(it -> it.startsWith("application/json"));
            if (whole) {
                message.takeWhole(Json.MAPPER.readTree(response.body().readAllBytes()));
                return;
            }
            try (var events = response.parse()) {
                events.stream()
                        .filter(Objects::nonNull) // the SDK reads the JSON `null` as null
                        .flatMap(it -> it._json().stream())
                        .forEach(it -> message.take(Json.tree(it.convert(Object.class))));
            }
        }
    }

    @Override
    public OptionalLong countTokens(Request request) {
        try {
            return Exchange.run(() -> count(request), failures::cancelled);
        } catch (ModelFailed | AnthropicException noCount) {
            return OptionalLong.empty();
        }
    }

    private OptionalLong count(Request request) {
        var counted = client.messages()
                .countTokens(
                        Requests.count(request, thinking(request)),
                        RequestOptions.builder().timeout(settings.count()).build());
        return Stream.ofNullable(counted) // the SDK reads the JSON `null` as null
                .mapToLong(MessageTokensCount::inputTokens)
                .findFirst();
    }

    @Override
    public Optional<Batches> batches() {
        return Optional.of(new AnthropicBatches(client, failures, this::thinking));
    }

    @Override
    public Optional<ModelFailed> trouble(String model) {
        try {
            return Exchange.run(
                    () -> {
                        client.models().retrieve(model);
                        return Optional.empty();
                    },
                    failures::cancelled);
        } catch (AnthropicServiceException e) {
            return Optional.of(failures.answered(Errors.answer(e), model));
        } catch (AnthropicException | NullPointerException e) { // the SDK reads the JSON `null` as null
            return Optional.of(failures.dropped(e));
        }
    }

    private Optional<String> thinking(Request request) {
        return catalog.row(request.model()).thinking();
    }

    @Override
    public String provider() {
        return PROVIDER;
    }

    @Override
    public boolean writesOnlyOurCode() {
        return false;
    }
}
