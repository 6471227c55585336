/** Tasks in PostgreSQL; SQL lives here and nowhere else in the department. */
@NullMarked
package dev.companyos.work.postgres;

import org.jspecify.annotations.NullMarked;
