/** A deterministic stand-in for a language model: reads the prompts that any model gets, answers in the same forms. */
@NullMarked
package dev.companyos.llm.rehearsal;

import org.jspecify.annotations.NullMarked;
