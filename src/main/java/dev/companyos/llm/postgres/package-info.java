/** The journal in PostgreSQL. */
@NullMarked
package dev.companyos.llm.postgres;

import org.jspecify.annotations.NullMarked;
