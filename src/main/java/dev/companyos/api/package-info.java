/** What the outside sees: REST in, JSON out, events live. Translates; decides nothing. */
@NullMarked
package dev.companyos.api;

import org.jspecify.annotations.NullMarked;
