package dev.companyos.llm.memory;

import dev.companyos.llm.Journal;
import dev.companyos.llm.JournalContract;
import dev.companyos.llm.Ledger;

class MemoryJournalTest extends JournalContract {
    private final MemoryJournal journal = new MemoryJournal();

    @Override
    protected Journal journal() {
        return journal;
    }

    @Override
    protected Ledger ledger() {
        return journal;
    }
}
