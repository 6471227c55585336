/** Who works here: role files, and how many agents of each there are. */
@NullMarked
package dev.companyos.roles;

import org.jspecify.annotations.NullMarked;
