/** PostgreSQL and Redis that start with the server, and the lock on its home. */
@NullMarked
package dev.companyos.app.embedded;

import org.jspecify.annotations.NullMarked;
