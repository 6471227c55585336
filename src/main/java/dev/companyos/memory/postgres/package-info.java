/** The memory room's tables in PostgreSQL. SQL lives here and nowhere else in the department. */
@NullMarked
package dev.companyos.memory.postgres;

import org.jspecify.annotations.NullMarked;
