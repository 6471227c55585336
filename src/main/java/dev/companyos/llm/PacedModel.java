package dev.companyos.llm;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;

/** A model that is called at its provider's pace, and left alone while it is down. One attempt a call. */
public final class PacedModel implements LanguageModel {
    /** When a provider wants us slower and does not say for how long. */
    private static final Duration BREATH = Duration.ofSeconds(5);

    private final LanguageModel model;
    private final Pacing pacing;
    private final Pause pause;
    private final boolean batches;

    /** @param batches whether the provider's batches may be used */
    public PacedModel(LanguageModel model, Pacing pacing, Pause pause, boolean batches) {
        this.model = model;
        this.pacing = pacing;
        this.pause = pause;
        this.batches = batches;
    }

    @Override
    public Reply reply(Request request, Progress progress) {
        return attempt(() -> model.reply(request, progress));
    }

    /** Not a call, and given up within seconds: it needs no place in the traffic. */
    @Override
    public OptionalLong countTokens(Request request) {
        return model.countTokens(request);
    }

    @Override
    public Optional<ModelFailed> trouble(String name) {
        return model.trouble(name);
    }

    @Override
    public Optional<Batches> batches() {
        return model.batches().filter(_ -> batches).map(PacedBatches::new);
    }

    private <T> T attempt(Supplier<T> call) {
        switch (pacing.enter()) {
            case Pacing.Pass.Go(Duration wait) -> {
                if (wait.isPositive()) pause.orGiveUp(wait);
            }
            case Pacing.Pass.Closed(Duration wait, String why) ->
                throw new ModelFailed(
                        ModelFailed.Kind.TRANSIENT,
                        Optional.of(wait),
                        "The model provider is left alone for %d s.".formatted(Math.ceilDiv(wait.toMillis(), 1000)),
                        why,
                        "Nothing: it is tried again.");
        }
        try {
            var reply = call.get();
            pacing.succeeded();
            return reply;
        } catch (ModelFailed e) {
            switch (e.kind()) {
                case TRANSIENT -> pacing.failed();
                case RATE_LIMITED -> pacing.slowedDown(e.retryAfter().orElse(BREATH));
                case CANCELLED -> {}
                case NO_SUCH_MODEL, PERMANENT -> pacing.succeeded(); // it answered
            }
            throw e;
        }
    }

    private final class PacedBatches implements Batches {
        private final Batches batches;

        PacedBatches(Batches batches) {
            this.batches = batches;
        }

        @Override
        public String submit(List<Item> items) {
            return attempt(() -> batches.submit(items));
        }

        @Override
        public Optional<Map<String, Outcome>> results(String batch) {
            return attempt(() -> batches.results(batch));
        }

        @Override
        public void cancel(String batch) {
            attempt(() -> {
                batches.cancel(batch);
                return batch;
            });
        }
    }

    @Override
    public String provider() {
        return model.provider();
    }

    @Override
    public boolean writesOnlyOurCode() {
        return model.writesOnlyOurCode();
    }
}
