/** How a duty talks with a model: what it may call, what is foreign, what is done about bad replies, and when it ends. */
@NullMarked
package dev.companyos.duties.talk;

import org.jspecify.annotations.NullMarked;
