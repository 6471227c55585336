/** Hosting and probes that only say that they ran; for tests. */
@NullMarked
package dev.companyos.hosting.memory;

import org.jspecify.annotations.NullMarked;
