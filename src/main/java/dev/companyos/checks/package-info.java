/** What may be written: paths, sizes, syntax. Looks at text and runs nothing. */
@NullMarked
package dev.companyos.checks;

import org.jspecify.annotations.NullMarked;
