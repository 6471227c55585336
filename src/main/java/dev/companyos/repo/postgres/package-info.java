/** What is to be published, in PostgreSQL. */
@NullMarked
package dev.companyos.repo.postgres;

import org.jspecify.annotations.NullMarked;
