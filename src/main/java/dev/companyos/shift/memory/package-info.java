/** The agenda in a map, for tests. */
@NullMarked
package dev.companyos.shift.memory;

import org.jspecify.annotations.NullMarked;
