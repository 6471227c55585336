/** The company in memory, for tests and trials; passes the same contracts as the real thing. */
@NullMarked
package dev.companyos.company.memory;

import org.jspecify.annotations.NullMarked;
