/** Knowledge in PostgreSQL; nearness is computed here, over all passages of one company. */
@NullMarked
package dev.companyos.knowledge.postgres;

import org.jspecify.annotations.NullMarked;
