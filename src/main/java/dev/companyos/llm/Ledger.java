package dev.companyos.llm;

import dev.companyos.kernel.AgentId;
import dev.companyos.kernel.CompanyId;
import dev.companyos.kernel.DirectiveId;
import dev.companyos.kernel.TaskId;
import dev.companyos.kernel.Usd;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;

/** What the thinking has cost, by whom and for what. */
public interface Ledger {
    Total total(CompanyId company);

    /** One calendar month, UTC. */
    Total inMonth(CompanyId company, YearMonth month);

    Total ofTask(CompanyId company, TaskId task);

    /** Calls that no task asked for are not in here. */
    Map<TaskId, Total> byTask(CompanyId company);

    /** Calls that no directive asked for are not in here. */
    Map<DirectiveId, Total> byDirective(CompanyId company);

    Map<AgentId, Total> byAgent(CompanyId company);

    Map<String, Total> byModel(CompanyId company);

    /** Newest first, at most {@code limit}. */
    List<ModelCall> latest(CompanyId company, int limit);

    /** @param calls failed ones included */
    record Total(long calls, Reply.Usage usage, Usd cost) {
        public static final Total NONE = new Total(0, Reply.Usage.NONE, Usd.ZERO);

        public Total plus(ModelCall call) {
            return new Total(calls + 1, usage.plus(call.usage()), cost.plus(call.cost()));
        }
    }
}
