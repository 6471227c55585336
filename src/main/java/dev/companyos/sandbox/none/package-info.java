/** No confinement: a process with a clean environment and bounds, for code that is our own. */
@NullMarked
package dev.companyos.sandbox.none;

import org.jspecify.annotations.NullMarked;
