/** What the adapters of providers over HTTP have in common. */
@NullMarked
package dev.companyos.llm.wire;

import org.jspecify.annotations.NullMarked;
