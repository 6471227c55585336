/** The inspection room's tables in PostgreSQL. SQL lives here and nowhere else in the department. */
@NullMarked
package dev.companyos.inspection.postgres;

import org.jspecify.annotations.NullMarked;
