package dev.companyos.duties.build;

import dev.companyos.duties.Essentials;
import dev.companyos.duties.talk.Bounds;
import dev.companyos.duties.talk.ToolLoop;
import dev.companyos.duties.tools.Toolset;

/** A model that acts through our tools. */
public final class ToolLoopEngine implements Engine {
    private final Essentials with;

    public ToolLoopEngine(Essentials with) {
        this.with = with;
    }

    @Override
    public ToolLoop.Ended work(Job job) {
        var role = job.turn().role();
        var tools = Toolset.of(role, job.tools());
        return new ToolLoop(tools, with.clock(), with.within(role, Bounds.BUILD))
                .run(job.turn().session(), job.opening());
    }
}
