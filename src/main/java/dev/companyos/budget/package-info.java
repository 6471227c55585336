/** Caps, reservations and the ledger: a call that would break a cap is not made. */
@NullMarked
package dev.companyos.budget;

import org.jspecify.annotations.NullMarked;
