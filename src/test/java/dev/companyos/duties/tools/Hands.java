package dev.companyos.duties.tools;

import dev.companyos.duties.talk.Tool;
import dev.companyos.duties.talk.Tool.Outcome;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/** Calls tools as a loop does, with arguments in JSON. */
record Hands(List<Tool> tools) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    Outcome call(String name, String arguments) {
        return tools.stream()
                .filter(it -> it.spec().name().equals(name))
                .findFirst()
                .orElseThrow()
                .call(JSON.readTree(arguments.replace('\'', '"')));
    }

    String ok(String name, String arguments) {
        return switch (call(name, arguments)) {
            case Outcome.Ok(var text) -> text;
            case Outcome other -> throw new AssertionError(other);
        };
    }

    String error(String name, String arguments) {
        return switch (call(name, arguments)) {
            case Outcome.Error(var text) -> text;
            case Outcome other -> throw new AssertionError(other);
        };
    }
}
