/** The agenda in PostgreSQL. */
@NullMarked
package dev.companyos.shift.postgres;

import org.jspecify.annotations.NullMarked;
