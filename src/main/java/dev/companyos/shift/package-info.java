/** Starts turns: ticks, deliveries, claims, leases, recovery. */
@NullMarked
package dev.companyos.shift;

import org.jspecify.annotations.NullMarked;
