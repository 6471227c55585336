/** What agents remember in memory, for tests and trials; passes the same contract as the real thing. */
@NullMarked
package dev.companyos.memory.memory;

import org.jspecify.annotations.NullMarked;
