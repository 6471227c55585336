package dev.companyos.llm.openai;

import com.openai.azure.AzureOpenAIServiceVersion;
import com.openai.azure.AzureUrlPathMode;
import com.openai.azure.credential.AzureApiKeyCredential;
import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.JsonValue;
import com.openai.core.Timeout;
import com.openai.errors.OpenAIException;
import com.openai.errors.OpenAIInvalidDataException;
import com.openai.errors.OpenAIServiceException;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
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
import java.util.EnumSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import tools.jackson.core.JacksonException;

/**
 * OpenAI, or whatever speaks Chat Completions at a base URL, always as a stream. One attempt a call: trying again is the
 * gateway's. What a server says it does not know is left out at once and from then on.
 */
public final class OpenAiModel implements LanguageModel {
    static final String PROVIDER = "openai";

    private final OpenAIClient client;
    private final ModelCatalog catalog;
    private final Endpoint endpoint;
    private final Failures failures;
    /** By model: a server may stand before many. */
    private final ConcurrentMap<String, Set<Feature>> features = new ConcurrentHashMap<>();

    /**
     * @param apiKey a server on one's own machine wants none
     * @param baseUrl with {@code /v1} where the server has it; empty for OpenAI's own; Azure's may end with
     *     {@code ?api-version=…}
     * @param silence how long the provider may send nothing; a local server is silent while it reads the prompt
     * @param whole how long one reply may take
     */
    public record Settings(
            Optional<String> apiKey, Optional<URI> baseUrl, Duration connect, Duration silence, Duration whole) {
        public static Settings of(Optional<String> apiKey, Optional<URI> baseUrl) {
            return new Settings(apiKey, baseUrl, Duration.ofSeconds(10), Duration.ofMinutes(5), Duration.ofMinutes(15));
        }

        @Override
        public String toString() {
            return "Settings[apiKey=***, baseUrl=%s, connect=%s, silence=%s, whole=%s]"
                    .formatted(baseUrl, connect, silence, whole);
        }
    }

    public OpenAiModel(Settings settings, ModelCatalog catalog, Clock clock) {
        this.catalog = catalog;
        this.endpoint = Endpoint.of(settings.baseUrl());
        this.client = client(settings, endpoint);
        this.failures = new Failures("OPENAI", "Chat Completions API", endpoint.url(), settings.apiKey(), clock);
    }

    private static OpenAIClient client(Settings settings, Endpoint endpoint) {
        var builder = OpenAIOkHttpClient.builder()
                .baseUrl(endpoint.url())
                .maxRetries(0)
                .timeout(Timeout.builder()
                        .connect(settings.connect())
                        .read(settings.silence())
                        .write(settings.silence())
                        .request(settings.whole())
                        .build());
        Optional<String> key = settings.apiKey().filter(it -> !it.isBlank());
        if (key.isEmpty())
            return builder.apiKey("none").removeHeaders("Authorization").build();
        if (!endpoint.isAzure()) return builder.apiKey(key.get()).build();
        endpoint.apiVersion().ifPresent(it -> builder.azureServiceVersion(AzureOpenAIServiceVersion.fromString(it)));
        return builder.credential(AzureApiKeyCredential.create(key.get()))
                .azureUrlPathMode(endpoint.hasModelInPath() ? AzureUrlPathMode.LEGACY : AzureUrlPathMode.UNIFIED)
                .build();
    }

    @Override
    public Reply reply(Request request, Progress progress) {
        return Exchange.run(() -> attempt(request, progress), failures::cancelled);
    }

    private Reply attempt(Request request, Progress progress) {
        for (int tries = 0; ; tries++) {
            var known = features(request.model());
            var completion = new GrowingCompletion(progress);
            try {
                read(Requests.write(request, known, catalog.row(request.model()).thinking()), completion);
                if (!completion.hasBegun()) throw failures.unreadable("There is no completion in it.");
                if (!completion.isWhole()) throw failures.cutOff().after(Replies.spent(completion, request));
                return Replies.read(completion, request);
            } catch (OpenAIServiceException e) {
                if (Errors.isFiltered(e))
                    return new Reply.Refused(
                            request.model(), Reply.Usage.NONE, Errors.answer(e).said());
                if (tries < Feature.values().length && learn(e, request.model(), known)) continue;
                throw failures.answered(Errors.answer(e), request.model()).after(Replies.spent(completion, request));
            } catch (OpenAIInvalidDataException | JacksonException e) {
                throw failures.unreadable(e).after(Replies.spent(completion, request));
            } catch (OpenAIException | IOException e) {
                throw failures.dropped(e).after(Replies.spent(completion, request));
            }
        }
    }

    private void read(ChatCompletionCreateParams params, GrowingCompletion completion) throws IOException {
        try (var response = client.chat().completions().withRawResponse().createStreaming(params)) {
            boolean whole = response.headers().values("content-type").stream()
                    .anyMatch(it -> it.startsWith("application/json"));
            if (whole) {
                completion.take(Json.MAPPER.readTree(response.body().readAllBytes()));
                return;
            }
            try (var chunks = response.parse()) {
                chunks.stream()
                        .filter(Objects::nonNull) // the SDK reads the JSON `null` as null
                        .forEach(it ->
                                completion.take(Json.tree(JsonValue.from(it).convert(Object.class))));
            }
        }
    }

    private Set<Feature> features(String model) {
        var all = EnumSet.allOf(Feature.class);
        if (!endpoint.isOpenAis()) all.remove(Feature.COMPLETION_TOKENS);
        return features.getOrDefault(model, all);
    }

    /** @return whether there is another way to ask */
    private boolean learn(OpenAIServiceException e, String model, Set<Feature> sent) {
        if (e.statusCode() != 400 && e.statusCode() != 422) return false;
        String said = Errors.answer(e).said();
        var known = EnumSet.copyOf(sent);
        if (!sent.contains(Feature.COMPLETION_TOKENS) && Feature.wantsCompletionTokens(said))
            known.add(Feature.COMPLETION_TOKENS);
        else Feature.refusedIn(said, sent).ifPresent(known::remove);
        if (known.equals(sent)) return false;
        features.put(model, known);
        return true;
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
        } catch (OpenAIServiceException e) {
            return Optional.of(failures.answered(Errors.answer(e), model));
        } catch (OpenAIException | NullPointerException e) { // the SDK reads the JSON `null` as null
            return Optional.of(failures.dropped(e));
        }
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
