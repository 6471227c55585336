/** A product's git repository: workspaces, commits, merges onto main. */
@NullMarked
package dev.companyos.repo;

import org.jspecify.annotations.NullMarked;
