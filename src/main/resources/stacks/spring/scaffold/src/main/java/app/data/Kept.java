package app.data;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;

/** What is kept of somebody's values: they, a number and the time; one flat object as JSON. */
public record Kept<T>(
        @JsonProperty("id") long id,
        @JsonUnwrapped T values,
        @JsonProperty("created_at") Instant createdAt) {}
