/** Reads a mission: which things it speaks of, what is worth knowing about each, what the product is called. */
@NullMarked
package dev.companyos.llm.rehearsal.language;

import org.jspecify.annotations.NullMarked;
