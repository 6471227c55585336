package dev.companyos.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.companyos.kernel.AgentId;
import dev.companyos.kernel.CompanyException;
import dev.companyos.kernel.CompanyId;
import dev.companyos.kernel.TaskId;
import dev.companyos.kernel.Tier;
import dev.companyos.kernel.Transactions;
import dev.companyos.kernel.Usd;
import dev.companyos.llm.memory.MemoryJournal;
import dev.companyos.llm.memory.MemoryPacing;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class MeteredGatewayTest {
    static final Clock NOON = Clock.fixed(Instant.parse("2026-01-01T12:00:00Z"), ZoneOffset.UTC);
    static final Reply.Usage USAGE = new Reply.Usage(1_000, 100, 2_000, 4_000);
    /** 1000 × 2 + 100 × 10 + 2000 × 2.5 + 4000 × 0.1 micro-dollars. */
    static final Usd PRICE = new Usd(8_400);

    final MemoryJournal journal = new MemoryJournal();
    final FakePurse purse = new FakePurse(Usd.dollars(20));
    final List<Duration> slept = new ArrayList<>();
    final Caller caller = new Caller(
            CompanyId.fresh(), new AgentId("backend_1"), "task-1/1", Optional.empty(), Optional.of(TaskId.fresh()));

    @Test
    void a_call_is_reserved_journaled_and_settled_at_its_real_cost() {
        var session = gateway(new ScriptedModel(says("hello"))).open(caller, Tier.SENIOR);

        assertThat(session.ask(ask("x".repeat(8_000)))).isEqualTo(new Reply.Text("claude", USAGE, "hello"));

        assertThat(purse.settled).containsExactly(PRICE);
        assertThat(purse.reserved.getFirst()).isGreaterThan(PRICE);
        assertThat(purse.left()).isEqualTo(Usd.dollars(20).minus(PRICE));
        assertThat(session.cost()).isEqualTo(PRICE);
        assertThat(session.usage()).isEqualTo(USAGE);
        var call = journal.latest(caller.company(), 1).getFirst();
        assertThat(call.cost()).isEqualTo(PRICE);
        assertThat(call.model()).isEqualTo("claude-sonnet-5-5");
        assertThat(call.promptHash()).isEqualTo("prompt-1");
        assertThat(call.caller()).isEqualTo(caller);
    }

    @Test
    void a_turn_that_starts_again_replays_what_was_paid_for_and_pays_only_for_what_is_new() {
        var crashed = gateway(new ScriptedModel(says("one"), says("two"))).open(caller, Tier.SENIOR);
        crashed.ask(ask("a"));
        crashed.ask(ask("b"));

        var model = new ScriptedModel(says("three"));
        var again = gateway(model).open(caller, Tier.SENIOR);
        assertThat(again.ask(ask("a"))).isEqualTo(says("one").get());
        assertThat(again.ask(ask("b"))).isEqualTo(says("two").get());
        assertThat(model.asked).isEmpty();
        assertThat(again.ask(ask("c"))).isEqualTo(says("three").get());

        assertThat(purse.settled).hasSize(3);
        assertThat(again.cost()).isEqualTo(new Usd(3 * PRICE.micros()));
    }

    @Test
    void another_attempt_of_the_same_task_replays_nothing() {
        gateway(new ScriptedModel(says("one"))).open(caller, Tier.SENIOR).ask(ask("a"));
        var second = new Caller(caller.company(), caller.agent(), "task-1/2", caller.directive(), caller.task());
        var model = new ScriptedModel(says("other"));
        assertThat(gateway(model).open(second, Tier.SENIOR).ask(ask("a")))
                .isEqualTo(says("other").get());
    }

    @Test
    void the_same_question_twice_in_a_turn_is_asked_twice() {
        var session = gateway(new ScriptedModel(says("one"), says("two"))).open(caller, Tier.SENIOR);
        assertThat(session.ask(ask("a"))).isNotEqualTo(session.ask(ask("a")));
    }

    @Test
    void a_failure_that_passes_is_retried_and_paid_once() {
        var model = new ScriptedModel(fails(Optional.empty()), fails(Optional.of(Duration.ofSeconds(7))), says("hi"));
        assertThat(gateway(model).open(caller, Tier.SENIOR).ask(ask("a")))
                .isEqualTo(says("hi").get());
        assertThat(slept).containsExactly(Duration.ofMillis(16_500), Duration.ofMillis(7_700));
        assertThat(purse.settled).containsExactly(Usd.ZERO, Usd.ZERO, PRICE);
        assertThat(purse.left()).isEqualTo(Usd.dollars(20).minus(PRICE));
    }

    @Test
    void what_a_reply_cost_that_broke_off_is_paid_before_it_is_asked_for_again() {
        var model = new ScriptedModel(
                () -> {
                    throw new ModelFailed(
                                    ModelFailed.Kind.TRANSIENT,
                                    Optional.empty(),
                                    "Broke off.",
                                    "Half a reply.",
                                    "Wait.")
                            .after(USAGE);
                },
                says("hi"));
        var session = gateway(model).open(caller, Tier.SENIOR);
        session.ask(ask("a"));
        assertThat(purse.settled).containsExactly(PRICE, PRICE);
        assertThat(purse.left()).isEqualTo(Usd.dollars(20).minus(new Usd(2 * PRICE.micros())));
        assertThat(journal.total(caller.company()).cost()).isEqualTo(new Usd(2 * PRICE.micros()));
    }

    @Test
    void the_sixth_failure_is_the_last() {
        var failure = fails(Optional.empty());
        var model = new ScriptedModel(failure, failure, failure, failure, failure, failure, says("too late"));
        var session = gateway(model).open(caller, Tier.SENIOR);
        assertThatThrownBy(() -> session.ask(ask("a"))).isInstanceOf(ModelFailed.class);
        assertThat(slept).extracting(Duration::toMillis).containsExactly(16_500L, 33_000L, 66_000L, 99_000L, 132_000L);
        assertThat(purse.left()).isEqualTo(Usd.dollars(20));
        assertThat(journal.total(caller.company()).calls()).isEqualTo(6);
        assertThat(session.ask(ask("a")))
                .as("the turn can go on")
                .isEqualTo(says("too late").get());
    }

    @Test
    void nobody_waits_in_a_turn_for_an_hour() {
        var model = new ScriptedModel(fails(Optional.of(Duration.ofHours(1))));
        assertThatThrownBy(() -> gateway(model).open(caller, Tier.SENIOR).ask(ask("a")))
                .isInstanceOfSatisfying(
                        ModelFailed.class, it -> assertThat(it.retryAfter()).contains(Duration.ofHours(1)));
        assertThat(slept).isEmpty();
    }

    @Test
    void a_wrong_setting_is_not_retried() {
        var model = new ScriptedModel(() -> {
            throw new ModelFailed(ModelFailed.Kind.PERMANENT, Optional.empty(), "Bad key.", "401.", "Set it.");
        });
        assertThatThrownBy(() -> gateway(model).open(caller, Tier.SENIOR).ask(ask("a")))
                .isInstanceOf(ModelFailed.class);
        assertThat(model.asked).hasSize(1);
        assertThat(slept).isEmpty();
        assertThat(purse.left()).isEqualTo(Usd.dollars(20));
    }

    @Test
    void thinking_that_is_done_outside_is_paid_for_once_and_also_when_it_fails() {
        var what = new Gateway.Outside("claude", "claude", "build it", "p", Usd.dollars(1));
        var failing = gateway(new ScriptedModel()).open(caller, Tier.SENIOR);
        assertThatThrownBy(() -> failing.outside(what, usage -> new Usd(usage.output()), () -> {
                    throw new ModelFailed(ModelFailed.Kind.TRANSIENT, Optional.empty(), "No.", "Half.", "Wait.")
                            .after(USAGE);
                }))
                .isInstanceOf(ModelFailed.class);
        assertThat(purse.settled).containsExactly(new Usd(USAGE.output()));

        var done = new Gateway.Outside.Done("built", USAGE, new Usd(7));
        assertThat(gateway(new ScriptedModel()).open(caller, Tier.SENIOR).outside(what, _ -> Usd.ZERO, () -> done))
                .isEqualTo("built");
        assertThat(gateway(new ScriptedModel()).open(caller, Tier.SENIOR).outside(what, _ -> Usd.ZERO, () -> {
                    throw new AssertionError("paid for already");
                }))
                .isEqualTo("built");
        assertThat(journal.total(caller.company()).cost()).isEqualTo(new Usd(USAGE.output() + 7));
        assertThat(purse.left()).isEqualTo(Usd.dollars(20).minus(new Usd(USAGE.output() + 7)));
    }

    @Test
    void near_the_cap_the_provider_is_asked_how_long_the_prompt_is() {
        var usage = new Reply.Usage(900, 100, 0, 0);
        var model = new ScriptedModel(() -> new Reply.Text("claude", usage, "hi")) {
            @Override
            public java.util.OptionalLong countTokens(Request request) {
                return java.util.OptionalLong.of(1_000);
            }
        };
        // 1070 × 2.5 + 4096 × 10 micro-dollars are enough for the prompt as it is counted, not for our own bound
        var enough = new FakePurse(new Usd(44_000));
        gateway(model, enough, Redactions.NONE).open(caller, Tier.SENIOR).ask(ask("x".repeat(8_000)));
        assertThat(enough.settled).containsExactly(new Usd(900 * 2 + 100 * 10));

        var uncounted = new ScriptedModel(says("never"));
        var session = gateway(uncounted, new FakePurse(new Usd(44_000)), Redactions.NONE)
                .open(caller(), Tier.SENIOR);
        assertThatThrownBy(() -> session.ask(ask("x".repeat(8_000)))).isInstanceOf(CompanyException.class);
        assertThat(uncounted.asked).isEmpty();
    }

    @Test
    void a_call_can_be_seen_while_it_is_made() {
        var seen = new ArrayList<LiveCalls.LiveCall>();
        var gateways = new ArrayList<MeteredGateway>();
        var model = new ScriptedModel() {
            @Override
            public Reply reply(Request request, Progress progress) {
                progress.wrote(120);
                seen.addAll(gateways.getFirst().live(caller.company()));
                return says("done").get();
            }
        };
        gateways.add((MeteredGateway) gateway(model));
        var told = new ArrayList<Integer>();
        gateways.getFirst().open(caller, Tier.SENIOR).ask(ask("a"), told::add);
        assertThat(seen).containsExactly(new LiveCalls.LiveCall(caller, "claude-sonnet-5-5", NOON.instant(), 120));
        assertThat(told).containsExactly(120);
        assertThat(gateways.getFirst().live(caller.company())).isEmpty();
        assertThat(gateways.getFirst().live(CompanyId.fresh())).isEmpty();
    }

    private Caller caller() {
        return new Caller(CompanyId.fresh(), caller.agent(), "task-9/1", Optional.empty(), Optional.empty());
    }

    @Test
    void without_budget_no_call_is_made() {
        var model = new ScriptedModel(says("hi"));
        var poor = new FakePurse(new Usd(10));
        var session = gateway(model, poor, Redactions.NONE).open(caller, Tier.SENIOR);
        assertThatThrownBy(() -> session.ask(ask("a")))
                .isInstanceOfSatisfying(
                        CompanyException.class, it -> assertThat(it.code()).isEqualTo("budget.exhausted"));
        assertThat(model.asked).isEmpty();
        assertThat(journal.latest(caller.company(), 9)).isEmpty();
    }

    @Test
    void a_replay_needs_no_budget() {
        gateway(new ScriptedModel(says("one"))).open(caller, Tier.SENIOR).ask(ask("a"));
        var broke = gateway(new ScriptedModel(), new FakePurse(Usd.ZERO), Redactions.NONE);
        assertThat(broke.open(caller, Tier.SENIOR).ask(ask("a")))
                .isEqualTo(says("one").get());
    }

    @Test
    void a_broken_model_leaves_nothing_set_aside() {
        var model = new ScriptedModel(() -> {
            throw new IllegalStateException("a bug");
        });
        assertThatThrownBy(() -> gateway(model).open(caller, Tier.SENIOR).ask(ask("a")))
                .isInstanceOf(IllegalStateException.class);
        assertThat(purse.left()).isEqualTo(Usd.dollars(20));
    }

    @Test
    void a_reply_dearer_than_its_bound_is_still_counted_whole() {
        var huge = new Reply.Usage(5_000_000, 100, 0, 0);
        var session = gateway(new ScriptedModel(() -> new Reply.Text("claude", huge, "hi")))
                .open(caller, Tier.SENIOR);
        session.ask(ask("a"));
        assertThat(purse.left()).isEqualTo(Usd.dollars(20).minus(new Usd(10_001_000)));
        assertThat(session.cost()).isEqualTo(new Usd(10_001_000));
    }

    @Test
    void no_secret_goes_to_a_model_into_the_journal_or_to_a_turn() {
        var model = new ScriptedModel(says("the key is hunter2-hunter2 and aHVudGVyMi1odW50ZXIy"));
        var gateway = gateway(model, purse, new Redaction(List.of("hunter2-hunter2")));
        var reply = gateway.open(caller, Tier.SENIOR).ask(ask("my key: hunter2-hunter2"));
        assertThat(reply.toString()).doesNotContain("hunter2", "aHVudGVyMi1odW50ZXIy");
        assertThat(model.asked.toString()).doesNotContain("hunter2");
        assertThat(journal.latest(caller.company(), 1).toString()).doesNotContain("hunter2");
    }

    @Test
    void the_tier_decides_the_model_and_the_model_bounds_the_output() {
        var model = new ScriptedModel(says("hi"));
        var gateway = gateway(model);
        var endless = new Gateway.Ask(
                List.of(), List.of(new Message.User("a")), List.of(), Optional.empty(), 10_000_000, "prompt-1");
        gateway.open(caller, Tier.JUNIOR).ask(endless);
        assertThat(model.asked.getFirst().model()).isEqualTo("claude-haiku-5-5");
        assertThat(model.asked.getFirst().maxTokens()).isEqualTo(128_000);
        assertThat(gateway.info(Tier.JUNIOR))
                .isEqualTo(new Gateway.ModelInfo("anthropic", "claude-haiku-5-5", false, 1_000_000));
    }

    private Gateway gateway(LanguageModel model) {
        return gateway(model, purse, Redactions.NONE);
    }

    private Gateway gateway(LanguageModel model, Purse purse, Redaction redaction) {
        var books = new MeteredGateway.Books(journal, purse, Transactions.inMemory());
        var catalog = ModelCatalog.shipped("anthropic", Map.of());
        var pacing = new MemoryPacing(
                new Pacing.Limits(Optional.empty(), 100, Duration.ofSeconds(30), Duration.ofMinutes(5)), NOON);
        var paced = new PacedModel(model, pacing, slept::add, true);
        return new MeteredGateway(paced, catalog, books, new Retry(slept::add, () -> 0.5), redaction, NOON);
    }

    @Test
    void a_model_that_is_gone_is_replaced_by_the_next_of_its_tier_for_good() {
        var model = new ScriptedModel(gone(), says("from the next"), says("at once"));
        var gateway = gateway(model);
        assertThat(gateway.open(caller, Tier.SENIOR).ask(ask("a")))
                .isEqualTo(says("from the next").get());
        assertThat(gateway.open(another(), Tier.SENIOR).ask(ask("a")))
                .isEqualTo(says("at once").get());

        assertThat(model.asked)
                .extracting(Request::model)
                .containsExactly("claude-sonnet-5-5", "claude-sonnet-5", "claude-sonnet-5");
        assertThat(gateway.info(Tier.SENIOR).model()).isEqualTo("claude-sonnet-5");
        assertThat(gateway.remarks())
                .singleElement()
                .asString()
                .contains("`claude-sonnet-5-5`")
                .contains("`claude-sonnet-5` does its work");
        assertThat(purse.settled)
                .as("nobody is charged for a 404")
                .hasSize(3)
                .first()
                .isEqualTo(Usd.ZERO);
    }

    @Test
    void when_every_model_of_a_tier_is_gone_the_last_refusal_is_told() {
        var model = new ScriptedModel(gone(), gone(), gone());
        assertThatThrownBy(() -> gateway(model).open(caller, Tier.SENIOR).ask(ask("a")))
                .isInstanceOfSatisfying(
                        ModelFailed.class, it -> assertThat(it.kind()).isEqualTo(ModelFailed.Kind.NO_SUCH_MODEL));
        assertThat(model.asked)
                .extracting(Request::model)
                .containsExactly("claude-sonnet-5-5", "claude-sonnet-5", "claude-opus-5-5");
    }

    @Test
    void a_reply_of_the_model_that_stood_in_is_replayed_after_a_crash() {
        gateway(new ScriptedModel(gone(), says("one")))
                .open(caller, Tier.SENIOR)
                .ask(ask("a"));
        var model = new ScriptedModel();
        assertThat(gateway(model).open(caller, Tier.SENIOR).ask(ask("a")))
                .isEqualTo(says("one").get());
        assertThat(model.asked).isEmpty();
    }

    private Caller another() {
        return new Caller(caller.company(), caller.agent(), "task-2/1", Optional.empty(), Optional.of(TaskId.fresh()));
    }

    private static Supplier<Reply> gone() {
        return () -> {
            throw new ModelFailed(
                    ModelFailed.Kind.NO_SUCH_MODEL, Optional.empty(), "No such model.", "404.", "Name another.");
        };
    }

    private interface Redactions {
        Redaction NONE = new Redaction(List.of());
    }

    private static Gateway.Ask ask(String question) {
        return new Gateway.Ask(
                List.of(new Request.SystemBlock("You are an engineer.", true)),
                List.of(new Message.User(question)),
                List.of(),
                Optional.empty(),
                4_096,
                "prompt-1");
    }

    private static Supplier<Reply> says(String text) {
        return () -> new Reply.Text("claude", USAGE, text);
    }

    private static Supplier<Reply> fails(Optional<Duration> retryAfter) {
        return () -> {
            throw new ModelFailed(ModelFailed.Kind.TRANSIENT, retryAfter, "Busy.", "529.", "Wait.");
        };
    }
}
