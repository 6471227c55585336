/** The release room's tables in PostgreSQL. SQL lives here and nowhere else in the department. */
@NullMarked
package dev.companyos.release.postgres;

import org.jspecify.annotations.NullMarked;
