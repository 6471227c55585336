/** Merged work on GitHub: branches, and a pull request for each task. */
@NullMarked
package dev.companyos.repo.github;

import org.jspecify.annotations.NullMarked;
