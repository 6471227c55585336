/** Everything that can happen in the company, as values. Read this package first. */
@NullMarked
package dev.companyos.facts;

import org.jspecify.annotations.NullMarked;
