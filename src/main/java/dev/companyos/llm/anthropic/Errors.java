package dev.companyos.llm.anthropic;

import com.anthropic.errors.AnthropicServiceException;
import com.anthropic.errors.SseException;
import dev.companyos.llm.wire.Failures.Answer;
import dev.companyos.llm.wire.Json;
import tools.jackson.databind.JsonNode;

/** What an error of the API says; one in the middle of a stream has no status but that of the errors of its type. */
final class Errors {
    private Errors() {}

    static Answer answer(AnthropicServiceException e) {
        JsonNode body = body(e);
        JsonNode error = body.path("error");
        int status = e instanceof SseException ? status(error.path("type").asString("")) : e.statusCode();
        String said = error.path("message").asString("");
        if (said.isEmpty()) said = body.isString() ? body.asString() : body.isEmpty() ? "" : body.toString();
        return new Answer(status, e.headers()::values, said);
    }

    private static int status(String type) {
        return switch (type) {
            case "invalid_request_error" -> 400;
            case "authentication_error" -> 401;
            case "billing_error" -> 402;
            case "permission_error" -> 403;
            case "not_found_error" -> 404;
            case "request_too_large" -> 413;
            case "rate_limit_error" -> 429;
            case "timeout_error" -> 504;
            case "overloaded_error" -> 529;
            default -> 500;
        };
    }

    private static JsonNode body(AnthropicServiceException e) {
        var body = e.body();
        return body.isMissing() ? Json.MAPPER.missingNode() : Json.tree(body.convert(Object.class));
    }
}
