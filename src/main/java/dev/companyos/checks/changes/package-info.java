/** What shows only where a change is held against what was there before: secrets, packages, imports, lost tests. */
@NullMarked
package dev.companyos.checks.changes;

import org.jspecify.annotations.NullMarked;
