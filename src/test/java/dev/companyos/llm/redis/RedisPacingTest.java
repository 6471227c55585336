package dev.companyos.llm.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companyos.llm.Pacing;
import dev.companyos.llm.PacingContract;
import dev.companyos.testing.TestRedis;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.RedisClient;

class RedisPacingTest extends PacingContract {
    private final RedisClient redis = TestRedis.client();
    private final String provider = "provider-" + UUID.randomUUID();

    @AfterEach
    void close() {
        redis.close();
    }

    @Override
    protected Pacing pacing(Pacing.Limits limits) {
        return new RedisPacing(redis, provider, limits, clock);
    }

    @Override
    protected Pacing another(Pacing pacing, Pacing.Limits limits) {
        return new RedisPacing(redis, provider, limits, clock);
    }

    @Test
    void each_provider_has_a_pace_of_its_own() {
        var down = pacing(Pacing.Limits.of(0));
        for (int i = 0; i < 5; i++) down.failed();
        assertThat(new RedisPacing(redis, provider + "-other", Pacing.Limits.of(0), clock).enter())
                .isInstanceOf(Pacing.Pass.Go.class);
    }

    @Test
    void without_redis_a_process_keeps_the_pace_for_itself() {
        try (var nowhere = RedisClient.create("redis://127.0.0.1:1")) {
            var alone = new RedisPacing(nowhere, provider, Pacing.Limits.of(60), clock);
            for (int i = 0; i < 10; i++) alone.enter();
            assertThat(alone.enter()).isEqualTo(new Pacing.Pass.Go(Duration.ofSeconds(1)));
            for (int i = 0; i < 5; i++) alone.failed();
            assertThat(alone.enter()).isInstanceOf(Pacing.Pass.Closed.class);
        }
    }

    @Test
    void a_value_that_is_none_of_ours_is_replaced() {
        redis.set("{models}:pace:" + provider, "what?");
        assertThat(pacing(Pacing.Limits.of(60)).enter()).isEqualTo(new Pacing.Pass.Go(Duration.ZERO));
        assertThat(redis.get("{models}:pace:" + provider)).matches("0 0 0 \\d+");
    }
}
