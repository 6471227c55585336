/** Claude, through its provider's own SDK. */
@NullMarked
package dev.companyos.llm.anthropic;

import org.jspecify.annotations.NullMarked;
