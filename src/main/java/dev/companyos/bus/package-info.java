/** Facts between departments: outbox in PostgreSQL, Redis Streams on the road, inbox at the other end. */
@NullMarked
package dev.companyos.bus;

import org.jspecify.annotations.NullMarked;
