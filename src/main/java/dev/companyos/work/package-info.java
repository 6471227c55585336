/** What must be done, who holds it and how far it has come: tasks, legal moves, dependencies, the retry ladder. */
@NullMarked
package dev.companyos.work;

import org.jspecify.annotations.NullMarked;
