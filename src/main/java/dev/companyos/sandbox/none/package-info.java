/** No sandbox: plain processes with limits, for code that we wrote ourselves. */
@NullMarked
package dev.companyos.sandbox.none;

import org.jspecify.annotations.NullMarked;
