/** Probes over HTTP. */
@NullMarked
package dev.companyos.hosting.http;

import org.jspecify.annotations.NullMarked;
