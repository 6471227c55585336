/** The journal in memory. */
@NullMarked
package dev.companyos.llm.memory;

import org.jspecify.annotations.NullMarked;
