package dev.companyos.memory.postgres;

import dev.companyos.memory.Memories;
import dev.companyos.memory.MemoriesContract;
import dev.companyos.testing.TestDatabase;
import org.junit.jupiter.api.BeforeAll;

class PostgresMemoriesTest extends MemoriesContract {
    private static TestDatabase database;

    @BeforeAll
    static void start() {
        database = TestDatabase.fresh();
    }

    @Override
    protected Memories memories() {
        database.sql().sql("truncate agent_memories, episode").update();
        return new PostgresMemories(database.sql());
    }
}
