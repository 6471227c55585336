/** Outbox, inbox, dead letters and history in PostgreSQL. */
@NullMarked
package dev.companyos.bus.postgres;

import org.jspecify.annotations.NullMarked;
