package dev.companyos.budget;

import dev.companyos.kernel.AgentId;
import dev.companyos.kernel.CompanyId;
import dev.companyos.kernel.TaskId;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** On whose account a call is made. */
public record Payer(CompanyId company, Optional<AgentId> agent, Optional<TaskId> task) {
    /** The company itself, for nobody in particular. */
    public static Payer of(CompanyId company) {
        return new Payer(company, Optional.empty(), Optional.empty());
    }

    /** The names, within the company, of all accounts that a payment at {@code now} counts against: two to four. */
    public Map<Scope, String> accounts(Instant now) {
        var utc = now.atOffset(ZoneOffset.UTC);
        var month = YearMonth.from(utc);
        var accounts = new EnumMap<Scope, String>(Scope.class);
        accounts.put(Scope.MONTH, "month/" + month);
        accounts.put(Scope.DAY, "day/" + utc.toLocalDate());
        agent.ifPresent(it -> accounts.put(Scope.AGENT, "agent/" + it + "/" + month));
        task.ifPresent(it -> accounts.put(Scope.TASK, "task/" + it.value()));
        return Collections.unmodifiableMap(accounts);
    }
}
