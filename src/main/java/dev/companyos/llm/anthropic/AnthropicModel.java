package dev.companyos.llm.anthropic;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.core.Timeout;
import com.anthropic.errors.AnthropicException;
import com.anthropic.errors.AnthropicInvalidDataException;
import com.anthropic.errors.AnthropicServiceException;
import com.anthropic.models.messages.Message;
import dev.companyos.llm.LanguageModel;
import dev.companyos.llm.ModelCatalog;
import dev.companyos.llm.Reply;
import dev.companyos.llm.Request;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** Claude over the Messages API. One attempt a call: trying again is the gateway's. */
public final class AnthropicModel implements LanguageModel {
    private final AnthropicClient client;
    private final ModelCatalog catalog;
    private final Failures failures;

    /**
     * @param baseUrl without {@code /v1}; empty for the provider's own
     * @param whole how long one reply may take
     */
    public record Settings(String apiKey, Optional<URI> baseUrl, Duration connect, Duration whole) {
        public static Settings of(String apiKey, Optional<URI> baseUrl) {
            return new Settings(apiKey, baseUrl, Duration.ofSeconds(10), Duration.ofMinutes(10));
        }

        @Override
        public String toString() {
            return "Settings[apiKey=***, baseUrl=%s, connect=%s, whole=%s]".formatted(baseUrl, connect, whole);
        }
    }

    public AnthropicModel(Settings settings, ModelCatalog catalog, Clock clock) {
        var builder = AnthropicOkHttpClient.builder()
                .apiKey(settings.apiKey())
                .maxRetries(0)
                .timeout(Timeout.builder()
                        .connect(settings.connect())
                        .read(settings.whole())
                        .write(settings.whole())
                        .request(settings.whole())
                        .build());
        settings.baseUrl().ifPresent(it -> builder.baseUrl(it.toString().replaceAll("/+$", "")));
        this.client = builder.build();
        this.catalog = catalog;
        this.failures = new Failures(
                settings.baseUrl().map(URI::toString).orElse("https://api.anthropic.com"), settings.apiKey(), clock);
    }

    @Override
    public Reply reply(Request request) {
        var params = Requests.write(request, catalog.row(request.model()).thinking());
        Message message;
        try {
            message = client.messages().create(params);
        } catch (AnthropicServiceException e) {
            throw failures.answered(e, request.model());
        } catch (AnthropicInvalidDataException e) {
            throw failures.unreadable(e);
        } catch (AnthropicException e) {
            throw failures.dropped(e);
        }
        try {
            return Replies.read(message);
        } catch (AnthropicInvalidDataException | NullPointerException e) { // the SDK reads the JSON `null` as null
            throw failures.unreadable(e);
        }
    }

    @Override
    public String provider() {
        return "anthropic";
    }

    @Override
    public boolean writesOnlyOurCode() {
        return false;
    }
}
