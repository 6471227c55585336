/** Agents and requests for them in memory, for tests and trials; passes the same contract as the real thing. */
@NullMarked
package dev.companyos.roles.memory;

import org.jspecify.annotations.NullMarked;
