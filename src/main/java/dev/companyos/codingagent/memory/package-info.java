/** A coding agent whose work is written down beforehand. */
@NullMarked
package dev.companyos.codingagent.memory;

import org.jspecify.annotations.NullMarked;
