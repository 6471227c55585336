/** Repositories whose history is kept in memory; for tests. */
@NullMarked
package dev.companyos.repo.memory;

import org.jspecify.annotations.NullMarked;
