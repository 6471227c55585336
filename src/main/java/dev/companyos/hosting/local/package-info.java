/** Products as supervised processes on this machine, each in the sandbox. */
@NullMarked
package dev.companyos.hosting.local;

import org.jspecify.annotations.NullMarked;
