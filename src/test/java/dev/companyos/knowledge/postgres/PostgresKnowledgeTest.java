package dev.companyos.knowledge.postgres;

import dev.companyos.knowledge.Embedder;
import dev.companyos.knowledge.Knowledge;
import dev.companyos.knowledge.KnowledgeContract;
import dev.companyos.testing.TestDatabase;
import java.time.Clock;

class PostgresKnowledgeTest extends KnowledgeContract {
    private static final TestDatabase DATABASE = TestDatabase.fresh();

    @Override
    protected Knowledge knowledge(Embedder embedder, Clock clock) {
        return new PostgresKnowledge(DATABASE.sql(), DATABASE.transactions(), embedder, clock);
    }
}
