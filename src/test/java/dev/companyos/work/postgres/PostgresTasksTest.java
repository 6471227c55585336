package dev.companyos.work.postgres;

import dev.companyos.kernel.Transactions;
import dev.companyos.testing.TestDatabase;
import dev.companyos.work.Tasks;
import dev.companyos.work.TasksContract;
import org.junit.jupiter.api.BeforeAll;

class PostgresTasksTest extends TasksContract {
    private static TestDatabase database;

    @BeforeAll
    static void start() {
        database = TestDatabase.fresh();
    }

    /** Every test has a company of its own; what one test leaves over is put out of the way of those that look at all. */
    @Override
    protected Tasks tasks() {
        database.sql().sql("truncate task_log, task_dependency, task_number").update();
        return new PostgresTasks(database.sql());
    }

    @Override
    protected Transactions transactions() {
        return database.transactions();
    }
}
