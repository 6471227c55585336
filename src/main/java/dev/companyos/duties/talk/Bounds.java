package dev.companyos.duties.talk;

import dev.companyos.kernel.Usd;
import java.time.Duration;

/**
 * What one conversation may take. Whichever is reached first ends it.
 *
 * @param steps questions to the model
 * @param outputTokens of one reply
 * @param tokens of all calls together, cached ones included
 * @param money at list price, replayed calls included
 * @param window tokens that the conversation may have before its old parts are left out, see {@link Compaction}
 */
public record Bounds(int steps, Duration time, int outputTokens, long tokens, Usd money, long window) {
    /** Code and its tests. */
    public static final Bounds BUILD =
            new Bounds(60, Duration.ofMinutes(30), 16_000, 8_000_000, Usd.dollars(6), 150_000);

    /** A look around, and then an answer. */
    public static final Bounds LOOK = new Bounds(16, Duration.ofMinutes(10), 8_000, 1_500_000, Usd.dollars(3), 100_000);

    /** One answer, and what it takes to get it into its shape. */
    public static final Bounds ANSWER =
            new Bounds(4, Duration.ofMinutes(15), 8_000, 1_000_000, Usd.dollars(3), 150_000);

    /** A list of tasks, each with all that its engineer must know. */
    public static final Bounds PLAN = new Bounds(4, Duration.ofMinutes(15), 16_000, 1_000_000, Usd.dollars(3), 150_000);

    /** A document of several thousand words, which may wait for a cheaper hour. */
    public static final Bounds DOCUMENT = new Bounds(4, Duration.ofDays(2), 16_000, 1_000_000, Usd.dollars(3), 150_000);

    /** What the prompt may have, as a part of a model's whole window: its reply and its instructions need room too. */
    private static final double SHARE = 0.6;

    /** The same for a model that holds no more than {@code context} tokens, prompt and reply together. */
    public Bounds within(long context) {
        long room = Math.max(1, (long) ((context - Math.min(outputTokens, context / 4)) * SHARE));
        return new Bounds(
                steps,
                time,
                (int) Math.min(outputTokens, Math.max(1, context / 4)),
                tokens,
                money,
                Math.min(window, room));
    }
}
