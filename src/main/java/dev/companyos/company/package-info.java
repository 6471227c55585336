/** The company itself: its mission, its brain, its directives and milestones, and the founder's inbox. */
@NullMarked
package dev.companyos.company;

import org.jspecify.annotations.NullMarked;
