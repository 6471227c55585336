/** Repositories through the git command line, which is given no way to run anything that a product holds. */
@NullMarked
package dev.companyos.repo.commandline;

import org.jspecify.annotations.NullMarked;
