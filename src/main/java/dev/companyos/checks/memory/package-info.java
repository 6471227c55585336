/** Syntax without a parser. */
@NullMarked
package dev.companyos.checks.memory;

import org.jspecify.annotations.NullMarked;
