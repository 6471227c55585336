package dev.companyos.llm.wire;

import static dev.companyos.llm.ModelFailed.Kind.CANCELLED;
import static dev.companyos.llm.ModelFailed.Kind.NO_SUCH_MODEL;
import static dev.companyos.llm.ModelFailed.Kind.PERMANENT;
import static dev.companyos.llm.ModelFailed.Kind.RATE_LIMITED;
import static dev.companyos.llm.ModelFailed.Kind.TRANSIENT;

import dev.companyos.llm.ModelFailed;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * What a provider's failures mean, and which setting mends them.
 *
 * @param settings what the names of the provider's settings begin with: {@code ANTHROPIC} for {@code ANTHROPIC_API_KEY}
 * @param api what the base URL must speak
 * @param apiKey is in no message
 */
public record Failures(String settings, String api, String baseUrl, Optional<String> apiKey, Clock clock) {
    /** A 429 that no waiting mends: the account's own limit. */
    private static final Pattern SPEND_LIMIT = Pattern.compile(
            "spend|usage limit|credit balance|billing|insufficient[_ ](quota|balance|credits|funds)",
            Pattern.CASE_INSENSITIVE);

    /**
     * @param status HTTP, or what a failure in the middle of a reply would have been
     * @param headers values by lower-case name
     * @param said the provider's own sentence, or whatever came instead; "" for nothing
     */
    public record Answer(int status, Function<String, List<String>> headers, String said) {}

    public ModelFailed answered(Answer answer, String model) {
        String said = masked(answer.said().isBlank() ? "It gave no reason." : "It said: " + answer.said());
        return switch (answer.status()) {
            case 401 ->
                permanent(
                        "The model provider does not accept the API key.",
                        said,
                        apiKey.isPresent()
                                ? "Set %s_API_KEY to a key that is valid at %s.".formatted(settings, baseUrl)
                                : "Set %s_API_KEY: %s wants a key.".formatted(settings, baseUrl));
            case 402 -> spendLimit(said);
            case 403 ->
                permanent(
                        "The API key may not use the model `%s`.".formatted(model),
                        said,
                        "Give the key of %1$s_API_KEY that right, or name another model with %1$s_MODEL."
                                .formatted(settings));
            case 404 ->
                new ModelFailed(
                        NO_SUCH_MODEL,
                        Optional.empty(),
                        "The provider has no model `%s`.".formatted(model),
                        said,
                        "Name a current model with %1$s_MODEL, and see that %1$s_BASE_URL is right (%2$s)."
                                .formatted(settings, baseUrl));
            case 413 ->
                permanent(
                        "The request is too large for the model provider.",
                        said,
                        "Name a model with a larger context with %s_MODEL (now %s).".formatted(settings, model));
            case 429 -> SPEND_LIMIT.matcher(said).find() ? spendLimit(said) : busy(answer, said);
            case 408, 409, 425 -> busy(answer, said);
            default -> {
                if (answer.status() >= 500) yield busy(answer, said);
                if (SPEND_LIMIT.matcher(said).find()) yield spendLimit(said);
                yield permanent(
                        "The model provider refuses the request (HTTP %d).".formatted(answer.status()),
                        said,
                        "See whether %1$s_MODEL (%2$s) and %1$s_BASE_URL (%3$s) belong together."
                                .formatted(settings, model, baseUrl));
            }
        };
    }

    public ModelFailed dropped(Throwable e) {
        return new ModelFailed(
                TRANSIENT,
                Optional.empty(),
                "The model provider cannot be reached.",
                masked(rootCause(e)),
                "It is tried again; if it stays so, check the network and %s_BASE_URL (%s)."
                        .formatted(settings, baseUrl));
    }

    /** The stream ended before the reply did. */
    public ModelFailed cutOff() {
        return new ModelFailed(
                TRANSIENT,
                Optional.empty(),
                "The model provider's answer broke off.",
                "The stream ended before the reply was whole.",
                "Nothing: it is tried again.");
    }

    public ModelFailed cancelled() {
        return new ModelFailed(
                CANCELLED,
                Optional.empty(),
                "The call was cancelled.",
                "Its turn was stopped.",
                "Nothing: the turn is taken again when it is due.");
    }

    public ModelFailed unreadable(String why) {
        return new ModelFailed(
                TRANSIENT,
                Optional.empty(),
                "The model provider's answer cannot be read.",
                masked(why),
                "It is tried again; if it stays so, see that %s_BASE_URL (%s) speaks the %s."
                        .formatted(settings, baseUrl, api));
    }

    public ModelFailed unreadable(Throwable e) {
        return unreadable(rootCause(e));
    }

    private ModelFailed busy(Answer answer, String said) {
        return new ModelFailed(
                answer.status() == 429 ? RATE_LIMITED : TRANSIENT,
                retryAfter(answer.headers()),
                "The model provider is busy (HTTP %d).".formatted(answer.status()),
                said,
                "Nothing: it is tried again.");
    }

    private ModelFailed spendLimit(String said) {
        return permanent(
                "The account at the model provider may not spend more.",
                said,
                "Raise the limit or add credit in the provider's console, or set %s_API_KEY to another account's."
                        .formatted(settings));
    }

    private static ModelFailed permanent(String what, String why, String doThis) {
        return new ModelFailed(PERMANENT, Optional.empty(), what, why, doThis);
    }

    /** Seconds, or a date; the exact spelling in milliseconds first. */
    private Optional<Duration> retryAfter(Function<String, List<String>> headers) {
        try {
            for (String millis : headers.apply("retry-after-ms"))
                return Optional.of(notNegative(Duration.ofMillis((long) Double.parseDouble(millis.strip()))));
            for (String value : headers.apply("retry-after"))
                return Optional.of(notNegative(
                        value.strip().matches("[0-9.]+")
                                ? Duration.ofMillis((long) (Double.parseDouble(value.strip()) * 1000))
                                : Duration.between(
                                        clock.instant(),
                                        ZonedDateTime.parse(value.strip(), DateTimeFormatter.RFC_1123_DATE_TIME))));
        } catch (NumberFormatException | DateTimeException | ArithmeticException malformed) {
            return Optional.empty();
        }
        return Optional.empty();
    }

    private static Duration notNegative(Duration wait) {
        return wait.isNegative() ? Duration.ZERO : wait;
    }

    private static String rootCause(Throwable e) {
        Throwable cause = e;
        while (cause.getCause() != null && cause.getCause() != cause) cause = cause.getCause();
        return "%s: %s.".formatted(cause.getClass().getSimpleName(), cause.getMessage());
    }

    private String masked(String text) {
        String clean = apiKey.filter(it -> !it.isBlank())
                .map(it -> text.replace(it, "***"))
                .orElse(text);
        String line = clean.replaceAll("\\s+", " ").strip();
        return line.length() > 500 ? line.substring(0, 500) + "…" : line;
    }

    @Override
    public String toString() {
        return "Failures[%s]".formatted(baseUrl);
    }
}
