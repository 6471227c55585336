/** Where a product runs and how the world reaches it. */
@NullMarked
package dev.companyos.hosting;

import org.jspecify.annotations.NullMarked;
