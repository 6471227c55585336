/** What agents can do in a turn. Every argument comes from a model: it is checked before anything is touched. */
@NullMarked
package dev.companyos.duties.tools;

import org.jspecify.annotations.NullMarked;
