package dev.companyos.llm.memory;

import dev.companyos.llm.Pacing;
import dev.companyos.llm.PacingContract;

class MemoryPacingTest extends PacingContract {
    @Override
    protected Pacing pacing(Pacing.Limits limits) {
        return new MemoryPacing(limits, clock);
    }

    @Override
    protected Pacing another(Pacing pacing, Pacing.Limits limits) {
        return pacing;
    }
}
