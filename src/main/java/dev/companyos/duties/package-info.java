/** The seven kinds of turn that an agent can take. */
@NullMarked
package dev.companyos.duties;

import org.jspecify.annotations.NullMarked;
