/** The world wide web as agents see it: search, and whether there is a network at all. */
@NullMarked
package dev.companyos.web;

import org.jspecify.annotations.NullMarked;
