/** Products as supervised processes on this machine. */
@NullMarked
package dev.companyos.hosting.local;

import org.jspecify.annotations.NullMarked;
