/** The company's tables in PostgreSQL; SQL lives here and nowhere else in the department. */
@NullMarked
package dev.companyos.company.postgres;

import org.jspecify.annotations.NullMarked;
