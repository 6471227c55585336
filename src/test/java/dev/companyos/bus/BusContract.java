package dev.companyos.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.companyos.facts.Envelope;
import dev.companyos.facts.InboxFact;
import dev.companyos.facts.TaskFact;
import dev.companyos.kernel.CompanyId;
import dev.companyos.kernel.FactId;
import dev.companyos.kernel.RoleId;
import dev.companyos.kernel.TaskId;
import dev.companyos.kernel.Transactions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What everyone may expect of the bus, wherever it runs. */
public abstract class BusContract {
    protected static final RoleId BACKEND = new RoleId("backend");
    protected static final RoleId QA = new RoleId("qa");

    protected final CompanyId company = CompanyId.fresh();

    public record Rig(
            Bus bus,
            Subscriptions subscriptions,
            Traffic traffic,
            History history,
            DeadLetters letters,
            Transactions transactions) {}

    protected abstract Rig rig();

    @Test
    void a_published_fact_reaches_every_subscriber_of_its_kind_once() throws Exception {
        var tasks = new LinkedBlockingQueue<String>();
        var all = new LinkedBlockingQueue<String>();
        var others = new LinkedBlockingQueue<String>();
        rig().subscriptions().subscribe("tasks", TaskFact.class, (_, it) -> tasks.add(name(it)));
        rig().subscriptions().subscribeAll("all", (_, it) -> all.add(name((TaskFact) it.fact())));
        rig().subscriptions().subscribe("others", InboxFact.class, (_, it) -> others.add(it.key()));
        rig().traffic().open(company);
        rig().traffic().open(company);
        var task = TaskId.fresh();
        rig().bus().publish(company, planned(task, "one"));
        rig().bus().publish(company, planned(task, "end"));
        assertThat(take(tasks, 2)).containsExactly("one", "end");
        assertThat(take(all, 2)).containsExactly("one", "end");
        assertThat(tasks).isEmpty();
        assertThat(all).isEmpty();
        assertThat(others).isEmpty();
    }

    @Test
    void what_was_published_before_opening_is_delivered_after() throws Exception {
        var heard = hear();
        rig().bus().publish(company, planned(TaskId.fresh(), "early"));
        rig().traffic().open(company);
        assertThat(take(heard, 1)).containsExactly("early");
    }

    @Test
    void a_rolled_back_publish_reaches_nobody() throws Exception {
        var heard = hear();
        rig().traffic().open(company);
        var task = TaskId.fresh();
        assertThatThrownBy(() -> rig().transactions().run(() -> {
                    rig().bus().publish(company, planned(task, "never"));
                    throw new IllegalStateException("no");
                }))
                .hasMessage("no");
        rig().bus().publish(company, planned(task, "end"));
        assertThat(take(heard, 1)).containsExactly("end");
        assertThat(readAll(1)).containsExactly("end");
    }

    @Test
    void what_a_listener_publishes_before_it_fails_is_rolled_back_with_it() throws Exception {
        var heard = new LinkedBlockingQueue<String>();
        var failed = new AtomicBoolean();
        rig().subscriptions().subscribe("a", TaskFact.Planned.class, (of, it) -> {
            rig().bus().publish(of, new TaskFact.Cancelled(Instant.EPOCH, it.task(), it.title()));
            if (failed.compareAndSet(false, true)) throw new IllegalStateException("first try");
        });
        rig().subscriptions().subscribe("b", TaskFact.Cancelled.class, (_, it) -> heard.add(it.why()));
        rig().traffic().open(company);
        var task = TaskId.fresh();
        rig().bus().publish(company, planned(task, "one"));
        rig().bus().publish(company, planned(task, "two"));
        assertThat(take(heard, 2)).containsExactly("one", "two");
    }

    @Test
    void facts_of_one_key_come_in_order_whatever_their_channel() throws Exception {
        var heard = hear();
        var expected = new ArrayList<String>();
        var task = TaskId.fresh();
        rig().transactions().run(() -> IntStream.range(0, 40).forEach(i -> {
            expected.add("" + i);
            rig().bus()
                    .publish(
                            company,
                            i % 2 == 0 ? planned(task, "" + i) : new TaskFact.Cancelled(Instant.EPOCH, task, "" + i));
        }));
        rig().traffic().open(company);
        assertThat(take(heard, 40)).isEqualTo(expected);
    }

    @Test
    void a_subscriber_that_always_throws_gets_a_dead_letter_after_five_tries_and_holds_nobody_up() throws Exception {
        var tries = new AtomicInteger();
        var well = new AtomicBoolean();
        var digested = new LinkedBlockingQueue<String>();
        var parked = new LinkedBlockingQueue<InboxFact.DeadLettered>();
        rig().subscriptions().subscribe("ill", TaskFact.Planned.class, (_, it) -> {
            if (!it.title().equals("bad")) return;
            tries.incrementAndGet();
            if (!well.get()) throw new IllegalStateException("ill");
            digested.add(it.title());
        });
        var heard = hear();
        rig().subscriptions().subscribe("parked", InboxFact.DeadLettered.class, (_, it) -> parked.add(it));
        rig().traffic().open(company);
        var task = TaskId.fresh();
        rig().bus().publish(company, planned(task, "bad"));
        rig().bus().publish(company, planned(task, "good"));
        assertThat(take(heard, 2)).containsExactly("bad", "good");
        assertThat(tries).hasValue(5);
        var told = take(parked, 1).getFirst();
        assertThat(told.consumer()).isEqualTo("ill");
        var letter = rig().letters().list(company).getFirst();
        assertThat(letter.id()).isEqualTo(told.letter());
        assertThat(letter.reason()).contains("ill");
        assertThat(letter.payload()).contains("bad");

        assertThat(rig().letters().replay(company, FactId.fresh(), "ill")).isFalse();
        assertThat(rig().letters().replay(company, letter.id(), "somebody")).isFalse();
        well.set(true);
        assertThat(rig().letters().replay(company, letter.id(), "ill")).isTrue();
        assertThat(take(digested, 1)).containsExactly("bad");
        assertThat(rig().letters().list(company)).isEmpty();
        rig().bus().publish(company, planned(task, "end"));
        assertThat(take(heard, 1)).as("the others are not told again").containsExactly("end");
    }

    @Test
    void tasks_go_to_free_hands_only_and_a_nudge_makes_a_role_be_read_at_once() throws Exception {
        var free = new java.util.concurrent.atomic.AtomicReference<>(Set.of(BACKEND));
        var taken = new LinkedBlockingQueue<String>();
        rig().subscriptions().deliverTasksTo(new Subscriptions.Hands() {
            @Override
            public Set<RoleId> free(CompanyId of) {
                return free.get();
            }

            @Override
            public void take(CompanyId of, TaskFact.Ready task) {
                taken.add(task.title());
            }
        });
        rig().traffic().open(company);
        rig().bus().publish(company, ready(QA, "test it"));
        rig().bus().publish(company, ready(BACKEND, "build it"));
        assertThat(take(taken, 1)).containsExactly("build it");
        assertThat(taken).isEmpty();
        free.set(Set.of(BACKEND, QA));
        long before = System.nanoTime();
        rig().traffic().nudge(company);
        assertThat(take(taken, 1)).containsExactly("test it");
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofMillis(2_500));
    }

    @Test
    void history_returns_everything_in_order_from_a_cursor() throws Exception {
        assertThat(rig().history().newest(company)).isEmpty();
        for (int i = 0; i < 5; i++) rig().bus().publish(company, planned(TaskId.fresh(), "" + i));
        rig().bus().publish(CompanyId.fresh(), planned(TaskId.fresh(), "another company's"));
        assertThat(readAll(5)).containsExactly("0", "1", "2", "3", "4");
        var two = rig().history().after(company, "", 2);
        assertThat(two).hasSize(2);
        var rest = rig().history().after(company, two.getLast().cursor(), 1_000);
        assertThat(rest.stream().map(it -> title(it.envelope()))).containsExactly("2", "3", "4");
        assertThat(rig().history().newest(company)).isEqualTo(rest.getLast().cursor());
        assertThat(rig().history().after(company, rest.getLast().cursor(), 10)).isEmpty();
        assertThat(rig().history().after(company, "no cursor", 10)).hasSize(5);
    }

    @Test
    void waiting_for_history_ends_with_a_new_fact() throws Exception {
        var woken = new LinkedBlockingQueue<List<String>>();
        Thread.ofVirtual().start(() -> woken.add(readAll(1)));
        rig().bus().publish(company, planned(TaskId.fresh(), "new"));
        assertThat(take(woken, 1)).containsExactly(List.of("new"));
    }

    protected BlockingQueue<String> hear() {
        var heard = new LinkedBlockingQueue<String>();
        rig().subscriptions().subscribe("hear", TaskFact.class, (_, it) -> heard.add(name(it)));
        return heard;
    }

    /** Waits as a reader of the live stream does: read, and if there is nothing, await. */
    private List<String> readAll(int count) {
        var found = new ArrayList<String>();
        String cursor = "";
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (found.size() < count && System.nanoTime() < deadline) {
            rig().history().await(company, cursor, Duration.ofSeconds(10));
            for (var it : rig().history().after(company, cursor, 2)) {
                found.add(title(it.envelope()));
                cursor = it.cursor();
            }
        }
        return found;
    }

    protected static <T> List<T> take(BlockingQueue<T> from, int count) throws InterruptedException {
        var taken = new ArrayList<T>();
        while (taken.size() < count) {
            T next = from.poll(20, TimeUnit.SECONDS);
            if (next == null) throw new AssertionError("only " + taken.size() + " of " + count + " came: " + taken);
            taken.add(next);
        }
        return taken;
    }

    protected static TaskFact.Planned planned(TaskId task, String title) {
        return new TaskFact.Planned(Instant.EPOCH, task, BACKEND, title);
    }

    protected static TaskFact.Ready ready(RoleId role, String title) {
        return new TaskFact.Ready(Instant.EPOCH, TaskId.fresh(), role, title);
    }

    private static String title(Envelope envelope) {
        return name((TaskFact) envelope.fact());
    }

    private static String name(TaskFact fact) {
        return switch (fact) {
            case TaskFact.Planned it -> it.title();
            case TaskFact.Cancelled it -> it.why();
            default -> fact.toString();
        };
    }
}
