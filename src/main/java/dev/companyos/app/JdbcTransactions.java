package dev.companyos.app;

import dev.companyos.kernel.Transactions;
import java.util.function.Supplier;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** One PostgreSQL transaction per outermost call, bound to the calling thread; inner calls join it. */
public final class JdbcTransactions implements Transactions {
    private final TransactionTemplate template;

    public JdbcTransactions(PlatformTransactionManager manager) {
        this.template = new TransactionTemplate(manager);
    }

    @Override
    @SuppressWarnings("NullAway") // a null result of work is work's own contract, not ours
    public <T> T call(Supplier<T> work) {
        return template.execute(_ -> work.get());
    }
}
