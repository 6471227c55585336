/** How well a task was done, and what its agent should remember about it. */
@NullMarked
package dev.companyos.appraisal;

import org.jspecify.annotations.NullMarked;
