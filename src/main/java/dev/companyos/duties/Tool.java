package dev.companyos.duties;

import dev.companyos.llm.Request.ToolSpec;
import tools.jackson.databind.JsonNode;

/** Something that an agent may do in its turn. */
public interface Tool {
    ToolSpec spec();

    /**
     * @param arguments an object; fields may be missing or of any type
     * @return what the model is told; the loop cuts it to a bound
     */
    Outcome call(JsonNode arguments);

    sealed interface Outcome {
        record Ok(String text) implements Outcome {}

        /** It could not be done; the model may try something else. */
        record Error(String text) implements Outcome {}

        /** The turn is over: there is nothing more to ask the model. */
        record Finished(String summary) implements Outcome {}
    }
}
