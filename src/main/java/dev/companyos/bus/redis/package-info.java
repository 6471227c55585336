/** Facts on the road: Redis Streams, one per company and channel. */
@NullMarked
package dev.companyos.bus.redis;

import org.jspecify.annotations.NullMarked;
