package dev.companyos.llm;

import java.net.URI;
import java.util.List;

/** How one provider writes on the wire what every provider says. */
public interface WireFormat {
    String KEY = "sk-test-0123456789abcdefghij";

    /** With short times: a second to connect, a second of silence, three for the whole reply. */
    LanguageModel model(URI url);

    /** What the names of the provider's settings begin with. */
    String settings();

    String modelName();

    /** Of every stream below that has any. */
    Reply.Usage usage();

    /** @param arguments as the model writes them, JSON or not */
    record Call(String id, String name, String arguments) {}

    enum Stop {
        DONE,
        BOUND,
        REFUSED
    }

    /** A whole stream. */
    String stream(Stop stop, String text, List<Call> calls);

    default String text(String text) {
        return stream(Stop.DONE, text, List.of());
    }

    /** A whole stream that says {@code text}, with events, blocks and fields of next year between. */
    String streamOfNextYear(String text);

    String streamWithoutUsage(String text);

    /** The beginning of a stream, up to the middle of {@code text}. */
    String beginning(String text);

    /** One more piece of the text. */
    String piece(String text);

    /** An error in the middle of a stream. */
    String errorEvent(Trouble trouble);

    enum Trouble {
        OVERLOADED,
        RATE_LIMIT,
        SPEND_LIMIT,
        OF_NEXT_YEAR
    }

    /** The reply as a server sends it that does not stream. */
    String inOnePiece(String text);

    String error(int status, String message);
}
