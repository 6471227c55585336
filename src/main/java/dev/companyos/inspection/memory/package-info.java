/** Health and alerts in memory, for tests and trials; passes the same contract as the real thing. */
@NullMarked
package dev.companyos.inspection.memory;

import org.jspecify.annotations.NullMarked;
