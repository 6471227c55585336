package dev.companyos.llm;

import java.util.List;
import java.util.Optional;

/** What came back. */
public sealed interface Reply {
    /** The model that answered, by the provider's name. */
    String model();

    Usage usage();

    record Text(String model, Usage usage, String text) implements Reply {}

    /**
     * @param text what was said beside the calls, or ""; every call is whole
     * @param verbatim goes back with the calls, see {@link #message}
     */
    record ToolCalls(
            String model, Usage usage, String text, List<Message.ToolCall> calls, Optional<Message.Verbatim> verbatim)
            implements Reply {
        public ToolCalls(String model, Usage usage, String text, List<Message.ToolCall> calls) {
            this(model, usage, text, calls, Optional.empty());
        }

        /** How the conversation goes on. */
        public Message.Assistant message() {
            return new Message.Assistant(text, calls, verbatim);
        }
    }

    record Refused(String model, Usage usage, String reason) implements Reply {}

    /** Cut off at the output bound; half a tool call is not in here. */
    record Truncated(String model, Usage usage, String text) implements Reply {}

    /** Tokens, each counted in one class only. */
    record Usage(long input, long output, long cacheWrite, long cacheRead) {
        public static final Usage NONE = new Usage(0, 0, 0, 0);

        public Usage plus(Usage other) {
            return new Usage(
                    input + other.input,
                    output + other.output,
                    cacheWrite + other.cacheWrite,
                    cacheRead + other.cacheRead);
        }
    }
}
