package dev.companyos.llm.openai;

import com.openai.errors.OpenAIServiceException;
import com.openai.errors.SseException;
import dev.companyos.llm.wire.Failures.Answer;
import dev.companyos.llm.wire.Json;
import tools.jackson.databind.JsonNode;

/** What an error says: {@code {"message", "type", "code", "param"}} at OpenAI, anything at others. */
final class Errors {
    private Errors() {}

    static Answer answer(OpenAIServiceException e) {
        JsonNode error = body(e);
        int status = e instanceof SseException ? statusOf(error) : e.statusCode();
        return new Answer(status, e.headers()::values, said(error));
    }

    /** The server's filter stopped the question, which is an answer. */
    static boolean isFiltered(OpenAIServiceException e) {
        String code = body(e).path("code").asString("");
        return e.statusCode() == 400 && (code.equals("content_filter") || code.equals("content_policy_violation"));
    }

    /** With the parameter that it is about, which the sentence does not always name. */
    private static String said(JsonNode error) {
        if (error.isString()) return error.asString();
        String message = error.path("message").asString("");
        if (message.isEmpty()) return error.isEmpty() ? "" : error.toString();
        var about = new StringBuilder(message);
        for (String field : new String[] {"code", "param"}) {
            String value = error.path(field).asString("");
            if (!value.isEmpty() && !message.contains(value))
                about.append(" (").append(field).append(": ").append(value).append(')');
        }
        return about.toString();
    }

    /** In the middle of a stream the status is past; some send it as the code. */
    private static int statusOf(JsonNode error) {
        int code = error.path("code").asInt(0);
        if (code >= 400 && code < 600) return code;
        return switch (error.path("code").asString(error.path("type").asString(""))) {
            case "insufficient_quota", "rate_limit_exceeded", "rate_limit_error", "requests", "tokens" -> 429;
            case "invalid_api_key", "authentication_error" -> 401;
            case "model_not_found" -> 404;
            case "context_length_exceeded", "invalid_request_error" -> 400;
            default -> 500;
        };
    }

    private static JsonNode body(OpenAIServiceException e) {
        var body = e.body();
        return body.isMissing() ? Json.MAPPER.missingNode() : Json.tree(body.convert(Object.class));
    }
}
