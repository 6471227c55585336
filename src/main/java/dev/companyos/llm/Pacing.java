package dev.companyos.llm;

import java.time.Duration;
import java.util.Optional;

/**
 * The traffic to one provider, of all agents and all processes together: so many calls a minute, and none while it is
 * down. Safe to call from many threads.
 */
public interface Pacing {
    /** Takes the next place in the traffic, or learns that there is none now. */
    Pass enter();

    /** The provider answered. */
    void succeeded();

    /** The provider is down: after several of these in a row nobody calls it for a while. */
    void failed();

    /** The provider said that we are too fast: nobody calls it for so long. */
    void slowedDown(Duration wait);

    sealed interface Pass {
        /** @param pause to be slept before the call, to keep the pace */
        record Go(Duration pause) implements Pass {}

        /** Not to be called now; ask again after {@code pause}. */
        record Closed(Duration pause, String why) implements Pass {}
    }

    /**
     * @param callsPerMinute empty for a provider without limit
     * @param failures in a row until the provider counts as down
     * @param rest how long it is left alone then; doubles with every further failure, up to {@code longestRest}
     */
    record Limits(Optional<Integer> callsPerMinute, int failures, Duration rest, Duration longestRest) {
        public static Limits of(int callsPerMinute) {
            return new Limits(
                    callsPerMinute > 0 ? Optional.of(callsPerMinute) : Optional.empty(),
                    5,
                    Duration.ofSeconds(30),
                    Duration.ofMinutes(5));
        }
    }
}
