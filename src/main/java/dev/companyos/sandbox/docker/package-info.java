/** The sandbox for machines with Docker, or an engine that speaks like it: a container for each job. */
@NullMarked
package dev.companyos.sandbox.docker;

import org.jspecify.annotations.NullMarked;
