/** Releases in memory, for tests and trials; passes the same contract as the real thing. */
@NullMarked
package dev.companyos.release.memory;

import org.jspecify.annotations.NullMarked;
