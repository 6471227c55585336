/** Probes, health history and alerts. */
@NullMarked
package dev.companyos.inspection;

import org.jspecify.annotations.NullMarked;
