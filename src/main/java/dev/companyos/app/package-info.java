/** Puts the company together. The only package that may know all the others. */
@NullMarked
package dev.companyos.app;

import org.jspecify.annotations.NullMarked;
