/** A sandbox of Linux namespaces, through bubblewrap. */
@NullMarked
package dev.companyos.sandbox.bubblewrap;

import org.jspecify.annotations.NullMarked;
