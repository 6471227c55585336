/** Repositories through the git command line, kept from running anything that a product's files ask for. */
@NullMarked
package dev.companyos.repo.commandline;

import org.jspecify.annotations.NullMarked;
