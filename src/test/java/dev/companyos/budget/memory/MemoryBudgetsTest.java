package dev.companyos.budget.memory;

import dev.companyos.budget.Budgets;
import dev.companyos.budget.BudgetsContract;
import dev.companyos.kernel.Usd;

class MemoryBudgetsTest extends BudgetsContract {
    @Override
    protected Budgets budgets(Usd defaultCap) {
        return new MemoryBudgets(defaultCap);
    }
}
