package dev.companyos.memory.memory;

import dev.companyos.memory.Memories;
import dev.companyos.memory.MemoriesContract;

class MemoryMemoriesTest extends MemoriesContract {
    @Override
    protected Memories memories() {
        return new MemoryMemories();
    }
}
