/** No web at all. */
@NullMarked
package dev.companyos.web.memory;

import org.jspecify.annotations.NullMarked;
