package dev.companyos.llm.memory;

import dev.companyos.llm.Pacing;
import dev.companyos.llm.PacingState;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;

/** The pace of one process. */
public final class MemoryPacing implements Pacing {
    private final AtomicReference<PacingState> state = new AtomicReference<>(PacingState.FRESH);
    private final Limits limits;
    private final Clock clock;

    public MemoryPacing(Limits limits, Clock clock) {
        this.limits = limits;
        this.clock = clock;
    }

    @Override
    public Pass enter() {
        while (true) {
            var before = state.get();
            var step = before.enter(limits, clock.millis());
            if (state.compareAndSet(before, step.state())) return step.pass();
        }
    }

    @Override
    public void succeeded() {
        state.updateAndGet(PacingState::succeeded);
    }

    @Override
    public void failed() {
        state.updateAndGet(it -> it.failed(limits, clock.millis()));
    }

    @Override
    public void slowedDown(Duration wait) {
        state.updateAndGet(it -> it.slowedDown(wait, clock.millis()));
    }
}
