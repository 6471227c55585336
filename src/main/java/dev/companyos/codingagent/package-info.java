/** Drives a coding agent's own command line, headless, in a folder that it may change. */
@NullMarked
package dev.companyos.codingagent;

import org.jspecify.annotations.NullMarked;
