package dev.companyos.facts;

import java.time.Instant;

/** Something that has happened. Values only, never a live object: facts are stored, sent, replayed and shown. */
public sealed interface Fact
        permits MissionFact,
                DirectiveFact,
                TaskFact,
                AppraisalFact,
                ReleaseFact,
                InspectionFact,
                KnowledgeFact,
                StaffFact,
                FinanceFact,
                BudgetFact,
                MilestoneFact,
                InboxFact {
    Instant at();

    /** Facts of one key are handled in the order in which they were published; others may overtake each other. */
    String key();
}
