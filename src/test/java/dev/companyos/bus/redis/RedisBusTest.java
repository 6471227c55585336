package dev.companyos.bus.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companyos.bus.BusContract;
import dev.companyos.bus.Delivery;
import dev.companyos.bus.FactCodec;
import dev.companyos.bus.postgres.Outbox;
import dev.companyos.bus.postgres.PostgresBus;
import dev.companyos.facts.Channel;
import dev.companyos.facts.InboxFact;
import dev.companyos.facts.TaskFact;
import dev.companyos.kernel.FactId;
import dev.companyos.kernel.TaskId;
import dev.companyos.testing.TestDatabase;
import dev.companyos.testing.TestRedis;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.StreamEntryID;
import redis.clients.jedis.params.XAddParams;

class RedisBusTest extends BusContract {
    final TestDatabase database = TestDatabase.fresh();
    final RedisClient redis = TestRedis.client();
    final FactCodec codec = new FactCodec();
    final PostgresBus bus = new PostgresBus(database.sql(), codec, Clock.systemUTC());
    final Outbox outbox = new Outbox(database.sql(), database.transactions());
    final StreamRelay relay = new StreamRelay(outbox, redis, bus.committed());
    final StreamTraffic traffic = traffic();
    final Rig rig = new Rig(bus, traffic, traffic, bus, bus, database.transactions());

    RedisBusTest() {
        relay.start();
    }

    StreamTraffic traffic() {
        var delivery = new Delivery(bus, database.transactions(), _ -> {});
        return new StreamTraffic(redis, new StreamTraffic.Inside(outbox, bus, delivery, codec), "worker");
    }

    @Override
    protected Rig rig() {
        return rig;
    }

    @AfterEach
    void stop() throws Exception {
        traffic.stop(5);
        relay.close();
        redis.close();
        ((AutoCloseable) database.dataSource()).close();
    }

    @Test
    void the_same_entry_added_twice_has_one_effect() throws Exception {
        var heard = hear();
        var task = TaskId.fresh();
        var twice = planned(task, "twice");
        var fields = Map.of(
                Streams.ID, FactId.fresh().value().toString(),
                Streams.TYPE, codec.type(twice),
                Streams.PAYLOAD, codec.encode(twice));
        add(Channel.CTO_TASKS, fields);
        add(Channel.CTO_TASKS, fields);
        traffic.open(company);
        bus.publish(company, planned(task, "end"));
        assertThat(take(heard, 2)).containsExactly("twice", "end");
    }

    @Test
    void an_entry_that_is_no_json_is_parked_and_the_lane_goes_on() throws Exception {
        var heard = hear();
        var parked = new LinkedBlockingQueue<InboxFact.DeadLettered>();
        traffic.subscribe("parked", InboxFact.DeadLettered.class, (_, it) -> parked.add(it));
        traffic.open(company);
        add(Channel.CTO_TASKS, Map.of(Streams.TYPE, "TaskFact.Planned", Streams.PAYLOAD, "not json"));
        add(Channel.CTO_TASKS, Map.of("what", "ever"));
        bus.publish(company, planned(TaskId.fresh(), "end"));
        assertThat(take(heard, 1)).containsExactly("end");
        assertThat(take(parked, 2)).allMatch(it -> it.consumer().equals("reader"));
        assertThat(bus.list(company)).hasSize(2).anyMatch(it -> it.payload().equals("not json"));
        for (var it : bus.list(company))
            assertThat(bus.replay(company, it.id(), "reader")).isFalse();
        assertThat(bus.list(company)).as("what cannot be sent again is kept").hasSize(2);
    }

    @Test
    void flushing_redis_in_the_middle_loses_nothing() throws Exception {
        var heard = new LinkedBlockingQueue<String>();
        var reached = new CountDownLatch(1);
        var flushed = new CountDownLatch(1);
        traffic.subscribe("slow", TaskFact.Planned.class, (_, it) -> {
            reached.countDown();
            await(flushed);
            heard.add(it.title());
        });
        traffic.open(company);
        var task = TaskId.fresh();
        for (int i = 0; i < 20; i++) bus.publish(company, planned(task, "" + i));
        await(reached);
        redis.flushAll();
        flushed.countDown();
        for (int i = 20; i < 25; i++) bus.publish(company, planned(task, "" + i));
        assertThat(take(heard, 25)).doesNotHaveDuplicates();
    }

    @Test
    void what_a_worker_was_handed_and_did_not_finish_its_next_life_does() throws Exception {
        var earlier = planned(TaskId.fresh(), "unfinished");
        String stream = Streams.key(company, Channel.CTO_TASKS.name());
        add(
                Channel.CTO_TASKS,
                Map.of(
                        Streams.ID, FactId.fresh().value().toString(),
                        Streams.TYPE, codec.type(earlier),
                        Streams.PAYLOAD, codec.encode(earlier)));
        var stuck = new CountDownLatch(1);
        var never = new CountDownLatch(1);
        var first = traffic();
        first.subscribe("hear", TaskFact.class, (_, _) -> {
            stuck.countDown();
            await(never);
        });
        first.open(company);
        await(stuck);
        first.stop(0); // interrupts the delivery: its transaction is rolled back and nothing is acknowledged
        assertThat(redis.xpending(stream, Streams.GROUP).getTotal()).isEqualTo(1);

        var heard = hear();
        traffic.open(company);
        assertThat(take(heard, 1)).containsExactly("unfinished");
    }

    private void add(Channel channel, Map<String, String> fields) {
        StreamEntryID ignored = redis.xadd(Streams.key(company, channel.name()), fields, XAddParams.xAddParams());
        assertThat(ignored).isNotNull();
    }

    private static void await(CountDownLatch latch) {
        try {
            if (!latch.await(20, TimeUnit.SECONDS)) throw new AssertionError("waited in vain");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
