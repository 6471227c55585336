/** The same operations from a terminal. */
@NullMarked
package dev.companyos.cli;

import org.jspecify.annotations.NullMarked;
