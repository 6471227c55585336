package dev.companyos.llm.anthropic;

import static dev.companyos.llm.ModelFailed.Kind.NO_SUCH_MODEL;
import static dev.companyos.llm.ModelFailed.Kind.PERMANENT;
import static dev.companyos.llm.ModelFailed.Kind.RATE_LIMITED;
import static dev.companyos.llm.ModelFailed.Kind.TRANSIENT;

import com.anthropic.errors.AnthropicException;
import com.anthropic.errors.AnthropicServiceException;
import dev.companyos.llm.ModelFailed;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** What the provider's failures mean, and which setting mends them. */
record Failures(String baseUrl, String apiKey, Clock clock) {
    /** A 429 that no waiting mends: the account's own limit. */
    private static final Pattern SPEND_LIMIT =
            Pattern.compile("spend|usage limit|credit balance|billing", Pattern.CASE_INSENSITIVE);

    ModelFailed answered(AnthropicServiceException e, String model) {
        String said = said(e);
        return switch (e.statusCode()) {
            case 401 ->
                permanent(
                        "The model provider does not accept the API key.",
                        said,
                        "Set ANTHROPIC_API_KEY to a key that is valid at " + baseUrl + ".");
            case 402 -> spendLimit(said);
            case 403 ->
                permanent(
                        "The API key may not use the model `%s`.".formatted(model),
                        said,
                        "Give the key of ANTHROPIC_API_KEY that right, or name another model with ANTHROPIC_MODEL.");
            case 404 ->
                new ModelFailed(
                        NO_SUCH_MODEL,
                        Optional.empty(),
                        "The provider has no model `%s`.".formatted(model),
                        said,
                        "Name a current model with ANTHROPIC_MODEL, and see that ANTHROPIC_BASE_URL is right (%s)."
                                .formatted(baseUrl));
            case 429 -> SPEND_LIMIT.matcher(said).find() ? spendLimit(said) : busy(e, said);
            case 408, 409, 425 -> busy(e, said);
            default -> {
                if (e.statusCode() >= 500) yield busy(e, said);
                if (SPEND_LIMIT.matcher(said).find()) yield spendLimit(said);
                yield permanent(
                        "The model provider refuses the request (HTTP %d).".formatted(e.statusCode()),
                        said,
                        "See whether ANTHROPIC_MODEL (%s) and ANTHROPIC_BASE_URL (%s) belong together."
                                .formatted(model, baseUrl));
            }
        };
    }

    ModelFailed dropped(AnthropicException e) {
        return new ModelFailed(
                TRANSIENT,
                Optional.empty(),
                "The model provider cannot be reached.",
                masked(rootCause(e)),
                "It is tried again; if it stays so, check the network and ANTHROPIC_BASE_URL (%s).".formatted(baseUrl));
    }

    ModelFailed unreadable(RuntimeException e) {
        return new ModelFailed(
                TRANSIENT,
                Optional.empty(),
                "The model provider's answer cannot be read.",
                masked(rootCause(e)),
                "It is tried again; if it stays so, see that ANTHROPIC_BASE_URL (%s) speaks the Messages API."
                        .formatted(baseUrl));
    }

    private ModelFailed busy(AnthropicServiceException e, String said) {
        return new ModelFailed(
                e.statusCode() == 429 ? RATE_LIMITED : TRANSIENT,
                retryAfter(e),
                "The model provider is busy (HTTP %d).".formatted(e.statusCode()),
                said,
                "Nothing: it is tried again.");
    }

    private ModelFailed spendLimit(String said) {
        return permanent(
                "The account at the model provider may not spend more.",
                said,
                "Raise the limit or add credit in the provider's console, or set ANTHROPIC_API_KEY to another account's.");
    }

    private static ModelFailed permanent(String what, String why, String doThis) {
        return new ModelFailed(PERMANENT, Optional.empty(), what, why, doThis);
    }

    /** Seconds, or a date; the exact spelling in milliseconds first. */
    private Optional<Duration> retryAfter(AnthropicServiceException e) {
        try {
            for (String millis : e.headers().values("retry-after-ms"))
                return Optional.of(notNegative(Duration.ofMillis((long) Double.parseDouble(millis.strip()))));
            for (String value : e.headers().values("retry-after"))
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

    /** The provider's own sentence, from {@code {"error":{"type":…,"message":…}}}, or whatever came instead. */
    private String said(AnthropicServiceException e) {
        Object body = body(e);
        if (body instanceof Map<?, ?> map
                && map.get("error") instanceof Map<?, ?> error
                && error.get("message") != null) return masked("It said: " + error.get("message"));
        return masked("".equals(body) ? "It gave no reason." : "It said: " + body);
    }

    private static Object body(AnthropicServiceException e) {
        try {
            return Optional.<Object>ofNullable(e.body().convert(Object.class)).orElse("");
        } catch (AnthropicException malformed) {
            return "";
        }
    }

    private static String rootCause(Throwable e) {
        Throwable cause = e;
        while (cause.getCause() != null && cause.getCause() != cause) cause = cause.getCause();
        return "%s: %s.".formatted(cause.getClass().getSimpleName(), cause.getMessage());
    }

    private String masked(String text) {
        String clean = apiKey.isBlank() ? text : text.replace(apiKey, "***");
        String line = clean.replaceAll("\\s+", " ").strip();
        return line.length() > 500 ? line.substring(0, 500) + "…" : line;
    }

    @Override
    public String toString() {
        return "Failures[%s]".formatted(baseUrl);
    }
}
