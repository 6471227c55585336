/** Writes the product code that the rehearsal hands in: from a product's words to files, for every stack. */
@NullMarked
package dev.companyos.llm.rehearsal.code;

import org.jspecify.annotations.NullMarked;
