package dev.companyos.work.memory;

import dev.companyos.kernel.Transactions;
import dev.companyos.work.Tasks;
import dev.companyos.work.TasksContract;

class MemoryTasksTest extends TasksContract {
    @Override
    protected Tasks tasks() {
        return new MemoryTasks();
    }

    @Override
    protected Transactions transactions() {
        return Transactions.inMemory();
    }
}
