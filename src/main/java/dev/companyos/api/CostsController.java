package dev.companyos.api;

import dev.companyos.api.Views.CostsView;
import dev.companyos.company.Companies;
import dev.companyos.llm.Ledger;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What the thinking has cost, by whom and for what; and every single call. */
@RestController
@RequestMapping("/api/v1/companies/{company}")
final class CostsController {
    private final Companies companies;
    private final Ledger ledger;

    CostsController(Companies companies, Ledger ledger) {
        this.companies = companies;
        this.ledger = ledger;
    }

    @GetMapping("/costs")
    CostsView costs(@PathVariable String company) {
        var id = Found.company(companies, company).id();
        var total = ledger.total(id);
        return new CostsView(
                total.calls(),
                total.cost().asDollars(),
                CostsView.Usage.of(total.usage()),
                CostsView.list(ledger.byModel(id), it -> it),
                CostsView.list(ledger.byAgent(id), it -> it.value()),
                CostsView.list(ledger.byTask(id), it -> it.value().toString()));
    }

    /** Newest first, without what was said. */
    @GetMapping("/calls")
    List<CallView> calls(@PathVariable String company, @RequestParam(defaultValue = "" + Given.PAGE) int limit) {
        var id = Found.company(companies, company).id();
        return ledger.latest(id, Given.limit(limit)).stream().map(CallView::of).toList();
    }

    /** @param outcome {@code text}, {@code toolcalls}, {@code refused}, {@code truncated} or {@code failed} */
    record CallView(
            Instant at,
            String agent,
            @Nullable String task_id,
            @Nullable String directive_id,
            String provider,
            String model,
            boolean batched,
            String outcome,
            @Nullable String failure,
            CostsView.Usage tokens,
            double cost_usd,
            long latency_ms,
            String prompt_hash) {
        static CallView of(dev.companyos.llm.ModelCall it) {
            var caller = it.caller();
            return new CallView(
                    it.at(),
                    caller.agent().value(),
                    caller.task().map(id -> id.value().toString()).orElse(null),
                    caller.directive().map(id -> id.value().toString()).orElse(null),
                    it.provider(),
                    it.model(),
                    it.batched(),
                    switch (it.result()) {
                        case dev.companyos.llm.ModelCall.Result.Answered answered ->
                            answered.reply().getClass().getSimpleName().toLowerCase(Locale.ROOT);
                        case dev.companyos.llm.ModelCall.Result.Failed _ -> "failed";
                    },
                    it.result() instanceof dev.companyos.llm.ModelCall.Result.Failed failed ? failed.why() : null,
                    CostsView.Usage.of(it.usage()),
                    it.cost().asDollars(),
                    it.latency().toMillis(),
                    it.promptHash());
        }
    }
}
