package dev.companyos.llm;

import dev.companyos.llm.Batches.Outcome;
import dev.companyos.llm.Journal.Waiting;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** Puts calls that can wait into a provider's batches, and waits for them, from one process to the next. */
final class BatchQueue {
    private static final System.Logger LOG = System.getLogger(BatchQueue.class.getName());
    private static final Duration FIRST_LOOK = Duration.ofSeconds(15);
    private static final Duration LOOKS = Duration.ofMinutes(2);
    /** A provider gives a batch a day; then it is ours to give up. */
    private static final Duration LONGEST = Duration.ofHours(25);

    private final LanguageModel model;
    private final Retry retry;
    private final Clock clock;
    private final AtomicBoolean refused = new AtomicBoolean();

    BatchQueue(LanguageModel model, Retry retry, Clock clock) {
        this.model = model;
        this.retry = retry;
        this.clock = clock;
    }

    boolean isOpen() {
        return !refused.get() && model.batches().isPresent();
    }

    /** @return the provider's name of the batch; empty when it takes none, and then never again */
    Optional<String> submit(Request request, String hash) {
        try {
            return Optional.of(retry.call(() -> batches().submit(List.of(new Batches.Item(item(hash), request)))));
        } catch (ModelFailed e) {
            if (e.passes()) throw e;
            if (refused.compareAndSet(false, true))
                LOG.log(Level.WARNING, "The provider takes no batches; what could wait is asked at once. {0}", e.why());
            return Optional.empty();
        }
    }

    /** @throws ModelFailed when the turn is stopped meanwhile; the batch goes on, and is found again */
    Outcome await(Waiting waiting) {
        var deadline = waiting.since().plus(LONGEST);
        for (var pause = FIRST_LOOK; ; pause = longer(pause)) {
            var results = look(waiting);
            if (results.isPresent()) return results.get();
            if (clock.instant().isAfter(deadline)) {
                batches().cancel(waiting.batch());
                return new Outcome.NotDone("The provider did not finish it within a day.");
            }
            retry.pause().orGiveUp(pause);
        }
    }

    private Optional<Outcome> look(Waiting waiting) {
        try {
            return batches()
                    .results(waiting.batch())
                    .map(it -> it.getOrDefault(
                            item(waiting.call().requestHash()),
                            new Outcome.NotDone("The batch came back without it.")));
        } catch (ModelFailed e) {
            if (e.passes()) return Optional.empty();
            return Optional.of(new Outcome.NotDone(String.valueOf(e.getMessage())));
        }
    }

    private Batches batches() {
        return model.batches().orElseThrow();
    }

    private static String item(String hash) {
        return hash.substring(0, Math.min(60, hash.length()));
    }

    private static Duration longer(Duration pause) {
        var twice = pause.multipliedBy(2);
        return twice.compareTo(LOOKS) < 0 ? twice : LOOKS;
    }
}
