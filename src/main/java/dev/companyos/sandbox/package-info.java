/** Runs commands that nobody trusts, where they can harm nothing. */
@NullMarked
package dev.companyos.sandbox;

import org.jspecify.annotations.NullMarked;
