package dev.companyos.llm.postgres;

import dev.companyos.llm.Journal;
import dev.companyos.llm.JournalContract;
import dev.companyos.llm.Ledger;
import dev.companyos.testing.TestDatabase;

class PostgresJournalTest extends JournalContract {
    private static final TestDatabase DATABASE = TestDatabase.fresh();

    private final PostgresJournal journal = new PostgresJournal(DATABASE.sql());

    @Override
    protected Journal journal() {
        return journal;
    }

    @Override
    protected Ledger ledger() {
        return journal;
    }
}
