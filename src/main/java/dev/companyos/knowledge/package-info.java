/** Documents to chunks to embeddings to passages with their sources. */
@NullMarked
package dev.companyos.knowledge;

import org.jspecify.annotations.NullMarked;
