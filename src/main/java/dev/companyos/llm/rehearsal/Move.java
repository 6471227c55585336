package dev.companyos.llm.rehearsal;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What an engineer does next.
 *
 * @param text said beside the call, or alone where there is none
 */
record Move(String text, Optional<Call> call) {
    /** @param arguments in the order in which they are written */
    record Call(String tool, Map<String, String> arguments) {}

    static Move say(String text) {
        return new Move(text, Optional.empty());
    }

    static Move call(String text, Call call) {
        return new Move(text, Optional.of(call));
    }

    /** The first of them: what is left is seen the next time. */
    static Move write(String text, Map<String, String> files) {
        var first = files.entrySet().stream().min(Map.Entry.comparingByKey()).orElseThrow();
        return call(text, write(first.getKey(), first.getValue()));
    }

    static Call list() {
        return new Call("list_files", Map.of());
    }

    static Call read(String path) {
        return new Call("read_file", Map.of("path", path));
    }

    static Call write(String path, String content) {
        return new Call("write_file", new TreeMap<>(Map.of("path", path, "content", content)));
    }

    static Call knowledge(String query) {
        return new Call("search_knowledge", Map.of("query", query));
    }

    static Call search(String pattern) {
        return new Call("search_code", Map.of("pattern", pattern));
    }

    static Call test() {
        return new Call("run_tests", Map.of());
    }

    static Call finish(String summary) {
        return new Call("finish", Map.of("summary", summary));
    }

    static boolean lists(Prompt prompt, String tool) {
        return prompt.request().tools().stream().anyMatch(spec -> spec.name().equals(tool));
    }

    /** A prompt that lists no tools at all has the usual ones. */
    static boolean offers(Prompt prompt, String tool) {
        var tools = prompt.request().tools();
        return tools.isEmpty() || lists(prompt, tool);
    }
}
