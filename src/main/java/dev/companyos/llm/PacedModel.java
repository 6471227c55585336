package dev.companyos.llm;

import java.time.Duration;
import java.util.Optional;

/** A model that is called at its provider's pace, left alone while it is down, and asked again where that helps. */
public final class PacedModel implements LanguageModel {
    /** When a provider wants us slower and does not say for how long. */
    private static final Duration BREATH = Duration.ofSeconds(5);

    private final LanguageModel model;
    private final Pacing pacing;
    private final Retry retry;

    public PacedModel(LanguageModel model, Pacing pacing, Retry retry) {
        this.model = model;
        this.pacing = pacing;
        this.retry = retry;
    }

    @Override
    public Reply reply(Request request) {
        return retry.call(() -> attempt(request));
    }

    private Reply attempt(Request request) {
        switch (pacing.enter()) {
            case Pacing.Pass.Go(Duration wait) -> {
                if (wait.isPositive()) retry.sleep(wait);
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
            var reply = model.reply(request);
            pacing.succeeded();
            return reply;
        } catch (ModelFailed e) {
            switch (e.kind()) {
                case TRANSIENT -> pacing.failed();
                case RATE_LIMITED -> pacing.slowedDown(e.retryAfter().orElse(BREATH));
                case NO_SUCH_MODEL, PERMANENT -> pacing.succeeded(); // it answered
            }
            throw e;
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
