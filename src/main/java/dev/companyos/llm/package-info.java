/** Language models: one port, what is asked and answered, the gateway that journals and meters every call. */
@NullMarked
package dev.companyos.llm;

import org.jspecify.annotations.NullMarked;
