package dev.companyos.llm.openai;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What a server that speaks Chat Completions may not know; without it a request can do with less. */
enum Feature {
    /** {@code response_format} with a schema; else the schema is in the prompt. */
    SCHEMA("response_format|json_schema"),
    /** {@code stream_options.include_usage}; else tokens are estimated. */
    USAGE("stream_options|include_usage"),
    /** The bound of the output as {@code max_completion_tokens}; else as {@code max_tokens}, which older servers know. */
    COMPLETION_TOKENS("max_completion_tokens"),
    /** How much is thought before a reply. */
    EFFORT("reasoning_effort"),
    /** Reasoning that came with a call goes back with its result. */
    REASONING("reasoning_content|reasoning_details");

    private static final Pattern NOT_KNOWN = Pattern.compile(
            "unsupported|not supported|unrecogni[sz]ed|unknown|unexpected|not permitted|not allowed|invalid|extra",
            Pattern.CASE_INSENSITIVE);

    private final Pattern names;

    Feature(String names) {
        this.names = Pattern.compile(names);
    }

    /** Which of {@code sent} a server that answered with a 400 does not know. */
    static Optional<Feature> refusedIn(String said, Set<Feature> sent) {
        for (Feature feature : sent)
            if (feature.names.matcher(said).find()
                    && (feature == SCHEMA || NOT_KNOWN.matcher(said).find())) return Optional.of(feature);
        return Optional.empty();
    }

    /** OpenAI's newest models want the bound under its new name, and say so. */
    static boolean wantsCompletionTokens(String said) {
        return said.contains("max_completion_tokens") && said.contains("'max_tokens'");
    }
}
