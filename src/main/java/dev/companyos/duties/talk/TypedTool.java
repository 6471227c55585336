package dev.companyos.duties.talk;

import dev.companyos.llm.Request.ToolSpec;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

record TypedTool<A extends Record>(
        String name, String description, Arguments<A> arguments, Function<A, Outcome> does, boolean changes)
        implements Tool {
    @Override
    public ToolSpec spec() {
        return new ToolSpec(name, description, arguments.schema());
    }

    @Override
    public Outcome call(JsonNode given) {
        return switch (arguments.read(given)) {
            case Arguments.Read.Usable<A>(var usable) -> does.apply(usable);
            case Arguments.Read.Wrong<A>(var problems) ->
                new Outcome.Misused("`%s` was not called. %s".formatted(name, String.join(" ", problems)));
        };
    }
}
