/** Sentence embeddings by all-MiniLM-L6-v2, in this process. */
@NullMarked
package dev.companyos.knowledge.minilm;

import org.jspecify.annotations.NullMarked;
