/** The sandbox in E2B's cloud, or in one's own: a virtual machine for each job, over its public API. */
@NullMarked
package dev.companyos.sandbox.e2b;

import org.jspecify.annotations.NullMarked;
