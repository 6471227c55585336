/** What a product is built on: packages of others, installed once for each text of their manifests, and then only read. */
@NullMarked
package dev.companyos.dependencies;

import org.jspecify.annotations.NullMarked;
