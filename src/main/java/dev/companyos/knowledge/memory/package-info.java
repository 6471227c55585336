/** Knowledge in memory, and an embedder that needs no model. */
@NullMarked
package dev.companyos.knowledge.memory;

import org.jspecify.annotations.NullMarked;
