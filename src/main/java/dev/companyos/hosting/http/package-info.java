/** Probes over HTTP with the JDK's own client. */
@NullMarked
package dev.companyos.hosting.http;

import org.jspecify.annotations.NullMarked;
