/** The assembly line: draft, check, test in the sandbox, commit, merge. */
@NullMarked
package dev.companyos.duties.build;

import org.jspecify.annotations.NullMarked;
