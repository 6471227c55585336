/** Python's own grammar and the laws that its compiler holds beside it, over text that is never run. */
@NullMarked
package dev.companyos.checks.python;

import org.jspecify.annotations.NullMarked;
