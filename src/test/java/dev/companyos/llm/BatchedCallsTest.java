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
import dev.companyos.llm.Batches.Outcome;
import dev.companyos.llm.Gateway.Patience;
import dev.companyos.llm.memory.MemoryJournal;
import dev.companyos.testing.ManualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class BatchedCallsTest {
    static final Reply.Usage USAGE = new Reply.Usage(1_000, 100, 0, 0);
    /** 1000 × 0.1 + 100 × 0.5 micro-dollars. */
    static final Usd LIST_PRICE = new Usd(150);

    final ManualClock clock = new ManualClock();
    final MemoryJournal journal = new MemoryJournal();
    final FakePurse purse = new FakePurse(Usd.dollars(20));
    final List<Duration> slept = new ArrayList<>();
    final AtomicBoolean interrupted = new AtomicBoolean();
    final Queue queue = new Queue();
    final Caller caller = new Caller(
            CompanyId.fresh(), new AgentId("finance_1"), "report/1", Optional.empty(), Optional.of(TaskId.fresh()));

    @Test
    void a_call_that_can_wait_is_made_in_a_batch_at_its_price() {
        queue.looksUntilDone = 4;
        var session = open(Patience.CAN_WAIT);

        assertThat(session.ask(ask("a"))).isEqualTo(new Reply.Text("claude", USAGE, "done in a batch"));

        assertThat(session.cost()).isEqualTo(new Usd(LIST_PRICE.micros() / 2));
        assertThat(purse.settled).containsExactly(session.cost());
        assertThat(purse.left()).isEqualTo(Usd.dollars(20).minus(session.cost()));
        var call = journal.latest(caller.company(), 9);
        assertThat(call).singleElement().satisfies(it -> {
            assertThat(it.batched()).isTrue();
            assertThat(it.cost()).isEqualTo(session.cost());
        });
        assertThat(slept).extracting(Duration::toSeconds).containsExactly(15L, 30L, 60L, 120L);
        assertThat(queue.asked).isZero();
    }

    @Test
    void a_call_that_cannot_wait_is_made_at_once() {
        assertThat(open(Patience.NOW).ask(ask("a"))).isEqualTo(new Reply.Text("claude", USAGE, "at once"));
        assertThat(queue.submitted).isEmpty();
        assertThat(journal.latest(caller.company(), 1).getFirst().batched()).isFalse();
    }

    @Test
    void a_turn_that_is_stopped_meanwhile_waits_for_the_same_batch_when_it_starts_again() {
        queue.looksUntilDone = 3;
        interrupted.set(true);
        assertThatThrownBy(() -> open(Patience.CAN_WAIT).ask(ask("a")))
                .isInstanceOfSatisfying(
                        ModelFailed.class, it -> assertThat(it.passes()).isTrue());
        assertThat(Thread.interrupted()).isTrue();
        assertThat(purse.kept).as("the provider is still at work").hasSize(1);
        assertThat(purse.left()).isLessThan(Usd.dollars(20));

        interrupted.set(false);
        var again = open(Patience.CAN_WAIT);
        assertThat(again.ask(ask("a"))).isEqualTo(new Reply.Text("claude", USAGE, "done in a batch"));

        assertThat(queue.submitted).hasSize(1);
        assertThat(purse.reserved).hasSize(1);
        assertThat(purse.left()).isEqualTo(Usd.dollars(20).minus(again.cost()));
    }

    @Test
    void a_reply_from_a_batch_is_replayed() {
        open(Patience.CAN_WAIT).ask(ask("a"));
        open(Patience.CAN_WAIT).ask(ask("a"));
        assertThat(queue.submitted).hasSize(1);
        assertThat(journal.latest(caller.company(), 9)).hasSize(1);
    }

    @Test
    void what_a_batch_did_not_do_is_asked_at_once() {
        queue.outcome = new Outcome.NotDone("expired");
        var session = open(Patience.CAN_WAIT);
        assertThat(session.ask(ask("a"))).isEqualTo(new Reply.Text("claude", USAGE, "at once"));
        assertThat(session.cost()).isEqualTo(LIST_PRICE);
        assertThat(purse.left()).isEqualTo(Usd.dollars(20).minus(LIST_PRICE));
        assertThat(journal.total(caller.company()).calls()).isEqualTo(2);
    }

    @Test
    void a_batch_that_came_back_without_its_item_is_not_waited_for() {
        queue.outcome = null;
        assertThat(open(Patience.CAN_WAIT).ask(ask("a"))).isEqualTo(new Reply.Text("claude", USAGE, "at once"));
    }

    @Test
    void a_batch_that_never_ends_is_cancelled_after_a_day() {
        queue.looksUntilDone = Integer.MAX_VALUE;
        assertThat(open(Patience.CAN_WAIT).ask(ask("a"))).isEqualTo(new Reply.Text("claude", USAGE, "at once"));
        assertThat(queue.cancelled).hasSize(1);
        assertThat(slept.stream().reduce(Duration.ZERO, Duration::plus))
                .isBetween(Duration.ofHours(25), Duration.ofHours(26));
    }

    @Test
    void a_provider_that_takes_no_batches_is_not_asked_for_one_again() {
        queue.refusal = new ModelFailed(
                ModelFailed.Kind.NO_SUCH_MODEL, Optional.empty(), "Not found.", "404 /v1/messages/batches", "-");
        var gateway = gateway();
        var session = gateway.open(caller, Tier.JUNIOR, Patience.CAN_WAIT);
        session.ask(ask("a"));
        session.ask(ask("b"));
        assertThat(queue.tries).isEqualTo(1);
        assertThat(queue.asked).isEqualTo(2);
        assertThat(purse.left()).isEqualTo(Usd.dollars(20).minus(session.cost()));
        assertThat(gateway.info(Tier.JUNIOR).model())
                .as("the model is not to blame")
                .isEqualTo("claude-haiku-5-5");
    }

    @Test
    void a_look_that_fails_is_followed_by_another() {
        queue.looksUntilDone = 2;
        queue.dropsLooks = true;
        assertThat(open(Patience.CAN_WAIT).ask(ask("a"))).isEqualTo(new Reply.Text("claude", USAGE, "done in a batch"));
    }

    @Test
    void without_budget_nothing_is_submitted() {
        var poor = new FakePurse(new Usd(10));
        var books = new MeteredGateway.Books(journal, poor, Transactions.inMemory());
        var session = new MeteredGateway(
                        queue,
                        ModelCatalog.shipped("anthropic", Map.of()),
                        books,
                        new Retry(this::sleep, () -> 0),
                        new Redaction(List.of()),
                        clock)
                .open(caller, Tier.JUNIOR, Patience.CAN_WAIT);
        assertThatThrownBy(() -> session.ask(ask("a")))
                .isInstanceOfSatisfying(
                        CompanyException.class, it -> assertThat(it.code()).isEqualTo("budget.exhausted"));
        assertThat(queue.submitted).isEmpty();
    }

    private Gateway.Session open(Patience patience) {
        return gateway().open(caller, Tier.JUNIOR, patience);
    }

    private MeteredGateway gateway() {
        var books = new MeteredGateway.Books(journal, purse, Transactions.inMemory());
        var catalog = ModelCatalog.shipped("anthropic", Map.of());
        return new MeteredGateway(
                queue, catalog, books, new Retry(this::sleep, () -> 0), new Redaction(List.of()), clock);
    }

    private void sleep(Duration time) throws InterruptedException {
        if (interrupted.get()) throw new InterruptedException();
        slept.add(time);
        clock.pass(time);
    }

    private static Gateway.Ask ask(String question) {
        return new Gateway.Ask(
                List.of(), List.of(new Message.User(question)), List.of(), Optional.empty(), 4_096, "prompt-1");
    }

    /** A provider with a queue, which remembers its batches from one gateway to the next. */
    private static final class Queue implements LanguageModel, Batches {
        final Map<String, String> submitted = new HashMap<>();
        final List<String> cancelled = new ArrayList<>();
        final Map<String, Integer> looks = new HashMap<>();

        @org.jspecify.annotations.Nullable
        Outcome outcome = new Outcome.Replied(new Reply.Text("claude", USAGE, "done in a batch"));

        @org.jspecify.annotations.Nullable
        ModelFailed refusal;

        int looksUntilDone;
        boolean dropsLooks;
        int tries;
        int asked;

        @Override
        public Reply reply(Request request, Progress progress) {
            asked++;
            return new Reply.Text("claude", USAGE, "at once");
        }

        @Override
        public Optional<Batches> batches() {
            return Optional.of(this);
        }

        @Override
        public String submit(List<Item> items) {
            tries++;
            if (refusal != null) throw refusal;
            String batch = "batch-" + submitted.size();
            submitted.put(batch, items.getFirst().id());
            return batch;
        }

        @Override
        public Optional<Map<String, Outcome>> results(String batch) {
            if (looks.merge(batch, 1, Integer::sum) <= looksUntilDone) {
                if (dropsLooks)
                    throw new ModelFailed(ModelFailed.Kind.TRANSIENT, Optional.empty(), "Gone.", "Dropped.", "Wait.");
                return Optional.empty();
            }
            return Optional.of(outcome == null ? Map.of() : Map.of(submitted.getOrDefault(batch, "?"), outcome));
        }

        @Override
        public void cancel(String batch) {
            cancelled.add(batch);
        }

        @Override
        public String provider() {
            return "anthropic";
        }

        @Override
        public boolean writesOnlyOurCode() {
            return false;
        }
    }
}
