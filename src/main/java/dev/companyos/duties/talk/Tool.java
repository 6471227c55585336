package dev.companyos.duties.talk;

import dev.companyos.llm.Request.ToolSpec;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/** Something that an agent may do in its turn. */
public interface Tool {
    ToolSpec spec();

    /**
     * @param arguments as the model gave them: any JSON at all
     * @return what the model is told; whoever calls cuts it to a bound
     */
    Outcome call(JsonNode arguments);

    /** Whether a call that went well has changed something, so that looking again may show something new. */
    default boolean changes() {
        return false;
    }

    sealed interface Outcome {
        record Ok(String text) implements Outcome {}

        /** It could not be done; the model may try something else. */
        record Error(String text) implements Outcome {}

        /** The call itself cannot be understood, and nothing was done. */
        record Misused(String text) implements Outcome {}

        /** The turn is over: there is nothing more to ask the model. */
        record Finished(String summary) implements Outcome {}
    }

    /** A tool that only looks. */
    static <A extends Record> Tool looks(
            String name, String description, Class<A> arguments, Function<A, Outcome> does) {
        return new TypedTool<>(name, description, new Arguments<>(arguments), does, false);
    }

    static <A extends Record> Tool changes(
            String name, String description, Class<A> arguments, Function<A, Outcome> does) {
        return new TypedTool<>(name, description, new Arguments<>(arguments), does, true);
    }
}
