/** Formats that are read by their own library or by a small reader of our own: data, style sheets, pages, scripts. */
@NullMarked
package dev.companyos.checks.formats;

import org.jspecify.annotations.NullMarked;
