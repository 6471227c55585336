/** Web search over DuckDuckGo's page for browsers without scripts. */
@NullMarked
package dev.companyos.web.duckduckgo;

import org.jspecify.annotations.NullMarked;
