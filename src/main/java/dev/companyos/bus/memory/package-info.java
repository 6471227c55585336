/** The whole bus in one process's memory. */
@NullMarked
package dev.companyos.bus.memory;

import org.jspecify.annotations.NullMarked;
