package dev.companyos.duties.talk;

import dev.companyos.llm.Request.SystemBlock;
import java.util.List;

/** How a conversation begins. @param promptHash identifies the templates behind it, for the ledger */
public record Opening(List<SystemBlock> system, String brief, String promptHash) {}
