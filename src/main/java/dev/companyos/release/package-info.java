/** Deployments of a product, their verification and rollback, as a record. */
@NullMarked
package dev.companyos.release;

import org.jspecify.annotations.NullMarked;
