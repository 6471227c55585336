package dev.companyos.facts;

import java.time.Instant;
import java.util.UUID;

/** What QA saw. */
public sealed interface InspectionFact extends Fact {
    @Override
    default String key() {
        return "inspection";
    }

    record Inspected(Instant at, boolean healthy, int probes, int probesPassed, int testsRun, int testsPassed)
            implements InspectionFact {}

    record AlertRaised(Instant at, UUID alert, Severity severity, String component, String details, String suggestedFix)
            implements InspectionFact {}

    record AlertClosed(Instant at, UUID alert, String why) implements InspectionFact {}

    enum Severity {
        CRITICAL,
        HIGH,
        MEDIUM
    }
}
