package dev.companyos.llm.redis;

import dev.companyos.llm.Pacing;
import dev.companyos.llm.PacingState;
import dev.companyos.llm.memory.MemoryPacing;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.exceptions.JedisException;

/**
 * The pace of all processes: one small value per provider, changed by compare-and-set. While Redis cannot be reached each
 * process keeps the pace for itself.
 */
public final class RedisPacing implements Pacing {
    private static final Logger LOG = LoggerFactory.getLogger(RedisPacing.class);
    /** Forgotten after an hour of silence. */
    private static final String SWAP = """
            local now = redis.call('GET', KEYS[1]) or ''
            if now ~= ARGV[1] then return 0 end
            redis.call('SET', KEYS[1], ARGV[2], 'PX', 3600000)
            return 1
            """;

    private static final int TRIES = 100;

    private final RedisClient redis;
    private final String key;
    private final Limits limits;
    private final Clock clock;
    private final Pacing alone;

    public RedisPacing(RedisClient redis, String provider, Limits limits, Clock clock) {
        this.redis = redis;
        this.key = "{models}:pace:" + provider;
        this.limits = limits;
        this.clock = clock;
        this.alone = new MemoryPacing(limits, clock);
    }

    @Override
    public Pass enter() {
        try {
            return change(state -> state.enter(limits, clock.millis()));
        } catch (JedisException e) {
            LOG.debug("Redis does not answer; this process keeps the pace for itself.", e);
            return alone.enter();
        }
    }

    @Override
    public void succeeded() {
        alone.succeeded();
        tell(PacingState::succeeded);
    }

    @Override
    public void failed() {
        alone.failed();
        tell(it -> it.failed(limits, clock.millis()));
    }

    @Override
    public void slowedDown(Duration wait) {
        alone.slowedDown(wait);
        tell(it -> it.slowedDown(wait, clock.millis()));
    }

    private void tell(UnaryOperator<PacingState> change) {
        try {
            change(state -> new PacingState.Step(change.apply(state), new Pass.Go(Duration.ZERO)));
        } catch (JedisException e) {
            LOG.debug("Redis does not answer; other processes do not learn of it.", e);
        }
    }

    private Pass change(Function<PacingState, PacingState.Step> next) {
        for (int i = 0; i < TRIES; i++) {
            String before = redis.get(key);
            var state = read(before);
            var step = next.apply(state);
            if (step.state().equals(state)) return step.pass();
            var swapped = redis.eval(SWAP, List.of(key), List.of(before == null ? "" : before, write(step.state())));
            if (Long.valueOf(1).equals(swapped)) return step.pass();
        }
        throw new JedisException("The pace of %s changes faster than it can be read.".formatted(key));
    }

    private static String write(PacingState it) {
        return "%d %d %d %d".formatted(it.failures(), it.closedUntil(), it.trialUntil(), it.due());
    }

    /** Whatever is no state of ours, such as one of another version, starts afresh. */
    private static PacingState read(@org.jspecify.annotations.Nullable String text) {
        if (text == null || !text.matches("\\d{1,9} \\d{1,18} \\d{1,18} \\d{1,18}")) return PacingState.FRESH;
        var parts = text.split(" ");
        return new PacingState(
                Integer.parseInt(parts[0]),
                Long.parseLong(parts[1]),
                Long.parseLong(parts[2]),
                Long.parseLong(parts[3]));
    }
}
