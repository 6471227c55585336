package dev.companyos.duties;

import dev.companyos.bus.Bus;
import dev.companyos.kernel.Transactions;
import dev.companyos.llm.Gateway;
import java.time.Clock;

/** What every duty works with. */
public record Essentials(Gateway gateway, Prompts prompts, Bus bus, Transactions transactions, Clock clock) {}
