/** OpenAI and whatever speaks its Chat Completions, through the official SDK. */
@NullMarked
package dev.companyos.llm.openai;

import org.jspecify.annotations.NullMarked;
