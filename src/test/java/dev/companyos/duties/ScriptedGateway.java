package dev.companyos.duties;

import dev.companyos.kernel.CompanyId;
import dev.companyos.kernel.Tier;
import dev.companyos.llm.Caller;
import dev.companyos.llm.Gateway;
import dev.companyos.llm.LiveCalls;
import java.util.ArrayList;
import java.util.List;

/** Every session is the same one; who asked for it is kept. */
public final class ScriptedGateway implements Gateway {
    private final ScriptedSession session = new ScriptedSession();
    boolean writesOnlyOurCode = true;
    private final List<Opened> opened = new ArrayList<>();

    public record Opened(Caller caller, Tier tier, Patience patience) {}

    public ScriptedSession session() {
        return session;
    }

    public List<Opened> opened() {
        return List.copyOf(opened);
    }

    @Override
    public Session open(Caller caller, Tier tier, Patience patience) {
        opened.add(new Opened(caller, tier, patience));
        return session;
    }

    @Override
    public ModelInfo info(Tier tier) {
        return new ModelInfo("scripted", "scripted", writesOnlyOurCode, 200_000);
    }

    @Override
    public List<LiveCalls.LiveCall> live(CompanyId company) {
        return List.of();
    }

    @Override
    public List<String> remarks() {
        return List.of();
    }
}
