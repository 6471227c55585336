package dev.companyos.api;

import java.nio.charset.StandardCharsets;
import tools.jackson.databind.json.JsonMapper;

/** An error as it leaves (RFC 9457), where no controller was reached that could have said it. */
record Problem(int status, String code, String what, String why, String doThis) {
    static final String TYPE = "application/problem+json";
    static final Problem TOO_LARGE =
            new Problem(413, "invalid.size", "The request is too large.", "A body has at most 1 MB.", "Send less.");

    private static final JsonMapper JSON = JsonMapper.builder().build();

    byte[] json() {
        var body = JSON.createObjectNode()
                .put("type", "about:blank")
                .put("status", status)
                .put("title", what)
                .put("detail", why + " " + doThis)
                .put("code", code)
                .put("why", why)
                .put("doThis", doThis);
        return JSON.writeValueAsString(body).getBytes(StandardCharsets.UTF_8);
    }
}
