/** An index of packages that is a list. */
@NullMarked
package dev.companyos.dependencies.memory;

import org.jspecify.annotations.NullMarked;
