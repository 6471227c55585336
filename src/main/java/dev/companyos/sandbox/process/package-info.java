/** Starts processes, bounds their output and ends them with all that they started; what the adapters share. */
@NullMarked
package dev.companyos.sandbox.process;

import org.jspecify.annotations.NullMarked;
