package dev.companyos.llm.rehearsal;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What an engineer does next.
 *
 * @param text said beside the calls, or alone where there are none
 */
record Move(String text, List<Call> calls) {
    /** @param arguments in the order in which they are written */
    record Call(String tool, Map<String, String> arguments) {}

    static Move say(String text) {
        return new Move(text, List.of());
    }

    static Move call(String text, Call call) {
        return new Move(text, List.of(call));
    }

    static Move calls(String text, List<Call> calls) {
        return new Move(text, List.copyOf(calls));
    }

    static Move write(String text, Map<String, String> files) {
        return new Move(
                text,
                files.entrySet().stream()
                        .map(file -> write(file.getKey(), file.getValue()))
                        .toList());
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

    static Call test() {
        return new Call("run_tests", Map.of());
    }

    static Call finish(String summary) {
        return new Call("finish", Map.of("summary", summary));
    }

    /** A prompt that lists no tools at all has the usual ones. */
    static boolean offers(Prompt prompt, String tool) {
        var tools = prompt.request().tools();
        return tools.isEmpty() || tools.stream().anyMatch(spec -> spec.name().equals(tool));
    }
}
