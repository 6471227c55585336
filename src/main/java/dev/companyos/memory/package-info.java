/** What each agent has been through and learned: episodes of the last day, scores, rewards and corrections. */
@NullMarked
package dev.companyos.memory;

import org.jspecify.annotations.NullMarked;
