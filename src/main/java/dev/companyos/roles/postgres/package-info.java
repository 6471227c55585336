/** The roles room's tables in PostgreSQL. SQL lives here and nowhere else in the department. */
@NullMarked
package dev.companyos.roles.postgres;

import org.jspecify.annotations.NullMarked;
