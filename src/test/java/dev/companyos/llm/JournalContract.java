package dev.companyos.llm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companyos.kernel.AgentId;
import dev.companyos.kernel.CompanyId;
import dev.companyos.kernel.DirectiveId;
import dev.companyos.kernel.TaskId;
import dev.companyos.kernel.Usd;
import dev.companyos.llm.Ledger.Total;
import dev.companyos.llm.ModelCall.Result;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every journal does, whatever it is kept in. */
public abstract class JournalContract {
    static final Instant NOON = Instant.parse("2026-03-31T12:00:00Z");
    static final Reply.Usage USAGE = new Reply.Usage(10, 20, 30, 40);

    final CompanyId company = CompanyId.fresh();
    final AgentId backend = new AgentId("backend_1");
    final TaskId task = TaskId.fresh();
    final DirectiveId directive = DirectiveId.fresh();

    protected abstract Journal journal();

    protected abstract Ledger ledger();

    static List<Reply> replies() {
        return List.of(
                new Reply.Text("m", USAGE, "naïve 🚀 \u0000 \"quoted\"\nline"),
                new Reply.ToolCalls(
                        "m",
                        USAGE,
                        "let me see",
                        List.of(new Message.ToolCall("t1", "read_file", "{\"path\":\"a\\\"b\"}"))),
                new Reply.ToolCalls(
                        "m",
                        USAGE,
                        "",
                        List.of(new Message.ToolCall("t1", "read_file", "no json")),
                        Optional.of(new Message.Verbatim("anthropic", "m", "[{\"signature\":\"c2ln\"}]"))),
                new Reply.Refused("m", USAGE, "no"),
                new Reply.Truncated("m", USAGE, "half a sen"));
    }

    @ParameterizedTest
    @MethodSource("replies")
    void a_reply_comes_back_as_it_was(Reply reply) {
        journal().record(call("t/1", 0, "h", new Result.Answered(reply), 7, NOON));
        assertThat(journal().find(company, "t/1", 0, "h")).contains(new Journal.Replay(reply, new Usd(7)));
        assertThat(ledger().latest(company, 1).getFirst().result()).isEqualTo(new Result.Answered(reply));
    }

    @Test
    void only_the_very_same_request_of_the_same_turn_is_replayed() {
        journal().record(answered("t/1", 0, "h", 7));
        assertThat(journal().find(company, "t/1", 1, "h")).isEmpty();
        assertThat(journal().find(company, "t/2", 0, "h")).isEmpty();
        assertThat(journal().find(company, "t/1", 0, "other")).isEmpty();
        assertThat(journal().find(CompanyId.fresh(), "t/1", 0, "h")).isEmpty();
    }

    @Test
    void a_failure_is_in_the_ledger_and_is_not_replayed() {
        journal().record(call("t/1", 0, "h", new Result.Failed("HTTP \u0000529"), 0, NOON));
        assertThat(journal().find(company, "t/1", 0, "h")).isEmpty();
        assertThat(ledger().latest(company, 5)).hasSize(1);
        assertThat(ledger().total(company)).isEqualTo(new Total(1, Reply.Usage.NONE, Usd.ZERO));
    }

    @Test
    void a_call_that_waits_in_a_batch_is_found_until_it_is_recorded() {
        var call = new Journal.Waiting.Call(company, "t/1", 0, "h");
        var waiting = new Journal.Waiting(call, "m", "batch-1", UUID.randomUUID(), new Usd(99), NOON);
        assertThat(journal().waiting(company, "t/1", 0, "h")).isEmpty();
        journal().submitted(waiting);
        journal().submitted(new Journal.Waiting(call, "m", "batch-2", UUID.randomUUID(), new Usd(1), NOON));
        assertThat(journal().waiting(company, "t/1", 0, "h")).contains(waiting);
        assertThat(journal().waiting(company, "t/1", 1, "h")).isEmpty();
        assertThat(journal().waiting(company, "t/2", 0, "h")).isEmpty();
        assertThat(journal().waiting(CompanyId.fresh(), "t/1", 0, "h")).isEmpty();
        journal().record(answered("t/1", 1, "h", 7));
        assertThat(journal().waiting(company, "t/1", 0, "h")).isPresent();
        journal().record(answered("t/1", 0, "h", 7));
        assertThat(journal().waiting(company, "t/1", 0, "h")).isEmpty();
    }

    @Test
    void a_call_made_twice_cost_twice_and_its_first_reply_stands() {
        journal().record(call("t/1", 0, "h", new Result.Answered(text("first")), 7, NOON));
        journal().record(call("t/1", 0, "h", new Result.Answered(text("second")), 8, NOON));
        assertThat(journal().find(company, "t/1", 0, "h").orElseThrow().reply()).isEqualTo(text("first"));
        assertThat(ledger().total(company).cost()).isEqualTo(new Usd(15));
    }

    @Test
    void a_call_comes_back_whole() {
        var call = answered("t/1", 3, "h", 7);
        journal().record(call);
        assertThat(ledger().latest(company, 10)).containsExactly(call);
    }

    @Test
    void the_latest_calls_come_first() {
        for (int i = 0; i < 5; i++) journal().record(answered("t/1", i, "h", i));
        assertThat(ledger().latest(company, 2)).extracting(ModelCall::step).containsExactly(4, 3);
    }

    @Test
    void costs_add_up_by_task_directive_agent_and_model() {
        journal().record(answered("t/1", 0, "a", 7));
        journal().record(answered("t/1", 1, "b", 5));
        var ceo = new Caller(company, new AgentId("ceo_1"), "ceo/1", Optional.empty(), Optional.empty());
        journal().record(call(ceo, 0, "c", new Result.Answered(text("x")), 100, NOON));

        var tasks = new Total(2, USAGE.plus(USAGE), new Usd(12));
        assertThat(ledger().ofTask(company, task)).isEqualTo(tasks);
        assertThat(ledger().byTask(company)).isEqualTo(Map.of(task, tasks));
        assertThat(ledger().byDirective(company)).isEqualTo(Map.of(directive, tasks));
        assertThat(ledger().byAgent(company))
                .isEqualTo(Map.of(backend, tasks, new AgentId("ceo_1"), new Total(1, USAGE, new Usd(100))));
        assertThat(ledger().byModel(company)).containsOnlyKeys("model-1");
        assertThat(ledger().total(company).cost()).isEqualTo(new Usd(112));
    }

    @Test
    void a_month_begins_and_ends_at_midnight_utc() {
        var lastMoment = Instant.parse("2026-03-31T23:59:59.999Z");
        var firstMoment = Instant.parse("2026-04-01T00:00:00Z");
        journal().record(call("t/1", 0, "a", new Result.Answered(text("x")), 7, lastMoment));
        journal().record(call("t/1", 1, "b", new Result.Answered(text("x")), 100, firstMoment));
        assertThat(ledger().inMonth(company, YearMonth.of(2026, 3)).cost()).isEqualTo(new Usd(7));
        assertThat(ledger().inMonth(company, YearMonth.of(2026, 4)).cost()).isEqualTo(new Usd(100));
        assertThat(ledger().inMonth(company, YearMonth.of(2026, 5))).isEqualTo(Total.NONE);
    }

    @Test
    void companies_see_nothing_of_each_other() {
        journal().record(answered("t/1", 0, "a", 7));
        var other = CompanyId.fresh();
        assertThat(ledger().total(other)).isEqualTo(Total.NONE);
        assertThat(ledger().byAgent(other)).isEmpty();
        assertThat(ledger().latest(other, 9)).isEmpty();
    }

    private static Reply text(String text) {
        return new Reply.Text("model-1", USAGE, text);
    }

    private ModelCall answered(String turn, int step, String hash, long micros) {
        return call(turn, step, hash, new Result.Answered(text("x")), micros, NOON);
    }

    private ModelCall call(String turn, int step, String hash, Result result, long micros, Instant at) {
        var caller = new Caller(company, backend, turn, Optional.of(directive), Optional.of(task));
        return call(caller, step, hash, result, micros, at);
    }

    private static ModelCall call(Caller caller, int step, String hash, Result result, long micros, Instant at) {
        return new ModelCall(
                caller,
                step,
                hash,
                "p",
                "anthropic",
                "model-1",
                false,
                result,
                new Usd(micros),
                Duration.ofMillis(1234),
                at);
    }
}
