/** What all processes know of a provider's traffic, in Redis. */
@NullMarked
package dev.companyos.llm.redis;

import org.jspecify.annotations.NullMarked;
