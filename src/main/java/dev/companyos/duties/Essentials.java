package dev.companyos.duties;

import dev.companyos.bus.Bus;
import dev.companyos.duties.talk.Bounds;
import dev.companyos.duties.talk.Opening;
import dev.companyos.duties.talk.StructuredAsk;
import dev.companyos.duties.talk.Tool;
import dev.companyos.kernel.Transactions;
import dev.companyos.llm.Gateway;
import dev.companyos.roles.Role;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/** What every duty works with. */
public record Essentials(Gateway gateway, Prompts prompts, Bus bus, Transactions transactions, Clock clock) {
    /** How a turn of the role's own duty begins; see {@link Prompts} for the slots. */
    public Opening opening(Role role, Map<String, String> body, Map<String, String> brief) {
        return opening(role, body, Map.of(), brief);
    }

    public Opening opening(
            Role role, Map<String, String> body, Map<String, String> contract, Map<String, String> brief) {
        return new Opening(
                prompts.system(role.duty(), role, body, contract),
                prompts.brief(role.duty(), brief),
                prompts.hash(role.duty(), role));
    }

    /** A question to the model that thinks for the role, within what that model can hold. */
    public <T> StructuredAsk<T> question(Role role, String schema, Function<JsonNode, T> read, Bounds bounds) {
        return question(role, schema, read, bounds, List.of());
    }

    public <T> StructuredAsk<T> question(
            Role role, String schema, Function<JsonNode, T> read, Bounds bounds, List<Tool> tools) {
        return new StructuredAsk<>(schema, read, clock, within(role, bounds), tools);
    }

    /**
     * The name of a turn that is taken again until it succeeds. After a crash the same quarter of an hour has the same name,
     * and what was paid for is replayed; a later one asks anew, for a reply that was of no use would be replayed for ever.
     */
    public String turn(String key) {
        return "%s@%d".formatted(key, clock.instant().getEpochSecond() / 900);
    }

    /** Whether what the role writes comes from our own templates, so that it may run where nothing confines it. */
    public boolean writesOnlyOurCode(Role role) {
        return gateway.info(role.tier()).writesOnlyOurCode();
    }

    public Bounds within(Role role, Bounds bounds) {
        return bounds.within(gateway.info(role.tier()).context());
    }
}
