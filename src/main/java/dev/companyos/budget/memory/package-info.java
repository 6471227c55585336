/** Caps, reservations and notices in memory, for tests and trials; passes the same contract as the real thing. */
@NullMarked
package dev.companyos.budget.memory;

import org.jspecify.annotations.NullMarked;
