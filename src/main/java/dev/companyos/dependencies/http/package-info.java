/** Asks the registries of npm, PyPI and Maven over HTTP whether they have a package. */
@NullMarked
package dev.companyos.dependencies.http;

import org.jspecify.annotations.NullMarked;
