package dev.companyos.knowledge.memory;

import dev.companyos.knowledge.Embedder;
import dev.companyos.knowledge.Knowledge;
import dev.companyos.knowledge.KnowledgeContract;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

class MemoryKnowledgeTest extends KnowledgeContract {
    private @Nullable Knowledge knowledge;

    @Override
    protected Knowledge knowledge(Embedder embedder, Clock clock) {
        if (knowledge == null) knowledge = new MemoryKnowledge(embedder, clock);
        return knowledge;
    }
}
