package dev.companyos.llm;

import dev.companyos.kernel.CompanyException;
import dev.companyos.kernel.Transactions;
import dev.companyos.kernel.Usd;
import dev.companyos.llm.ModelCall.Result;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * One call: look into the journal; set the worst case aside; ask, and ask again where that helps; store the reply and
 * settle its cost in one transaction; only then hand it out.
 */
public final class MeteredGateway implements Gateway {
    private static final System.Logger LOG = System.getLogger(MeteredGateway.class.getName());

    private final LanguageModel model;
    private final ModelCatalog catalog;
    private final Books books;
    private final Retry retry;
    private final Redaction redaction;
    private final Clock clock;

    /** Where a call is written down and who pays for it; {@code transactions} must span both. */
    public record Books(Journal journal, Purse purse, Transactions transactions) {}

    /** @param catalog of the same provider as {@code model} */
    public MeteredGateway(
            LanguageModel model, ModelCatalog catalog, Books books, Retry retry, Redaction redaction, Clock clock) {
        this.model = model;
        this.catalog = catalog;
        this.books = books;
        this.retry = retry;
        this.redaction = redaction;
        this.clock = clock;
    }

    @Override
    public Session open(Caller caller, Tier tier) {
        return new Conversation(caller, catalog.of(tier));
    }

    @Override
    public ModelInfo info(Tier tier) {
        return new ModelInfo(model.provider(), catalog.of(tier).name(), model.writesOnlyOurCode());
    }

    private final class Conversation implements Session {
        private final Caller caller;
        private final ModelRow row;
        private int step;
        private Usd cost = Usd.ZERO;
        private Reply.Usage usage = Reply.Usage.NONE;

        private Conversation(Caller caller, ModelRow row) {
            this.caller = caller;
            this.row = row;
        }

        @Override
        public Reply ask(Ask ask) {
            return ask(ask, Progress.NONE);
        }

        @Override
        public Reply ask(Ask ask, Progress progress) {
            var request = redaction.clean(new Request(
                    row.name(),
                    ask.system(),
                    ask.messages(),
                    ask.tools(),
                    ask.outputSchema(),
                    Math.clamp(ask.maxTokens(), 1, row.maxOutput())));
            String hash = RequestHash.of(request);
            var replayed = books.journal().find(caller.company(), caller.turn(), step, hash);
            var paid = replayed.orElseGet(() -> pay(request, hash, ask.promptHash(), progress));
            step++;
            cost = cost.plus(paid.cost());
            usage = usage.plus(paid.reply().usage());
            return paid.reply();
        }

        private Journal.Replay pay(Request request, String hash, String promptHash, Progress progress) {
            Usd worstCase = row.worstCase(TokenBound.of(request), request.maxTokens());
            var reservation = books.purse().reserve(caller, worstCase);
            Instant start = clock.instant();
            boolean settled = false;
            try {
                Reply reply = redaction.clean(retry.call(() -> model.reply(request, progress)));
                Usd real = row.cost(reply.usage());
                var call = call(request, hash, promptHash, new Result.Answered(reply), real, start);
                books.transactions().run(() -> {
                    books.journal().record(call);
                    reservation.settle(real.compareTo(worstCase) > 0 ? worstCase : real);
                });
                settled = true;
                if (real.compareTo(worstCase) > 0) payTheRest(real.minus(worstCase));
                return new Journal.Replay(reply, real);
            } catch (ModelFailed e) {
                var why = new Result.Failed(redaction.clean(String.valueOf(e.getMessage())));
                books.journal().record(call(request, hash, promptHash, why, Usd.ZERO, start));
                throw e;
            } finally {
                if (!settled) reservation.release();
            }
        }

        /** A reply dearer than its bound has been paid for at the provider's, so it is counted, allowed or not. */
        private void payTheRest(Usd rest) {
            LOG.log(Level.WARNING, "A reply of {0} cost {1} more than its bound.", row.name(), rest);
            try {
                books.purse().reserve(caller, rest).settle(rest);
            } catch (CompanyException e) {
                LOG.log(Level.WARNING, "No budget is left for it: {0}", e.getMessage());
            }
        }

        private ModelCall call(
                Request request, String hash, String promptHash, Result result, Usd cost, Instant start) {
            return new ModelCall(
                    caller,
                    step,
                    hash,
                    promptHash,
                    model.provider(),
                    request.model(),
                    result,
                    cost,
                    Duration.between(start, clock.instant()),
                    start);
        }

        @Override
        public Usd cost() {
            return cost;
        }

        @Override
        public Reply.Usage usage() {
            return usage;
        }
    }
}
