package dev.companyos.llm;

import dev.companyos.kernel.CompanyException;
import dev.companyos.kernel.CompanyId;
import dev.companyos.kernel.Tier;
import dev.companyos.kernel.Transactions;
import dev.companyos.kernel.Usd;
import dev.companyos.llm.Journal.Waiting;
import dev.companyos.llm.ModelCall.Result;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * One call: look into the journal; set the worst case aside; ask; store the reply and settle its cost in one transaction;
 * only then hand it out. A model that the provider no longer has is replaced by the next of its tier.
 */
public final class MeteredGateway implements Gateway {
    private static final System.Logger LOG = System.getLogger(MeteredGateway.class.getName());

    private final LanguageModel model;
    private final ModelCatalog catalog;
    private final Books books;
    private final Redaction redaction;
    private final Clock clock;
    private final Retry retry;
    private final BatchQueue queue;
    private final Retired retired = new Retired();
    private final LiveCalls live;

    /** Where a call is written down and who pays for it; {@code transactions} must span both. */
    public record Books(Journal journal, Purse purse, Transactions transactions) {}

    /**
     * @param model one attempt a call
     * @param catalog of the same provider as {@code model}
     */
    public MeteredGateway(
            LanguageModel model, ModelCatalog catalog, Books books, Retry retry, Redaction redaction, Clock clock) {
        this.model = model;
        this.catalog = catalog;
        this.books = books;
        this.redaction = redaction;
        this.clock = clock;
        this.retry = retry;
        this.live = new LiveCalls(clock);
        this.queue = new BatchQueue(model, retry, clock);
    }

    @Override
    public Session open(Caller caller, Tier tier, Patience patience) {
        return new Conversation(caller, catalog.candidates(caller.agent().role(), tier), patience);
    }

    @Override
    public ModelInfo info(Tier tier) {
        var row = retired.firstLeft(catalog.candidates(tier));
        return new ModelInfo(model.provider(), row.name(), model.writesOnlyOurCode(), row.context());
    }

    @Override
    public List<LiveCalls.LiveCall> live(CompanyId company) {
        return live.of(company);
    }

    @Override
    public List<String> remarks() {
        return Stream.concat(catalog.remarks().stream(), retired.remarks().stream())
                .toList();
    }

    private final class Conversation implements Session {
        private final Caller caller;
        private final List<ModelRow> candidates;
        private final Patience patience;
        private int step;
        private Usd cost = Usd.ZERO;
        private Reply.Usage usage = Reply.Usage.NONE;
        private String answeredBy = "";

        private Conversation(Caller caller, List<ModelRow> candidates, Patience patience) {
            this.caller = caller;
            this.candidates = candidates;
            this.patience = patience;
        }

        @Override
        public Reply ask(Ask ask) {
            return ask(ask, Progress.NONE);
        }

        @Override
        public Reply ask(Ask ask, Progress progress) {
            var question = redaction.clean(
                    new Request("", ask.system(), ask.messages(), ask.tools(), ask.outputSchema(), ask.maxTokens()));
            String hash = RequestHash.of(question);
            var replayed = books.journal().find(caller.company(), caller.turn(), step, hash);
            var paid = replayed.orElseGet(() -> pay(question, new Entry(hash, ask.promptHash(), false, progress)));
            step++;
            cost = cost.plus(paid.cost());
            answeredBy = paid.reply().model();
            usage = usage.plus(paid.reply().usage());
            return paid.reply();
        }

        @Override
        public String outside(Outside what, Function<Reply.Usage, Usd> price, Supplier<Outside.Done> work) {
            String hash = RequestHash.sha256(redaction.clean(what.question()));
            var replayed = books.journal().find(caller.company(), caller.turn(), step, hash);
            var paid = replayed.orElseGet(() -> payOutside(what, hash, price, work));
            step++;
            cost = cost.plus(paid.cost());
            answeredBy = paid.reply().model();
            usage = usage.plus(paid.reply().usage());
            return paid.reply() instanceof Reply.Text it ? it.text() : "";
        }

        private Journal.Replay payOutside(
                Outside what, String hash, Function<Reply.Usage, Usd> price, Supplier<Outside.Done> work) {
            var reservation = books.purse().reserve(caller, what.atMost());
            Instant start = clock.instant();
            boolean settled = false;
            try {
                var done = live.during(caller, what.model(), Progress.NONE, _ -> work.get());
                var reply = new Reply.Text(what.model(), done.usage(), redaction.clean(done.text()));
                settle(outside(what, hash, new Result.Answered(reply), done.cost(), start), reservation, what.atMost());
                settled = true;
                return new Journal.Replay(reply, done.cost());
            } catch (ModelFailed e) {
                var why = new Result.Failed(redaction.clean(String.valueOf(e.getMessage())));
                settle(outside(what, hash, why, price.apply(e.spent()), start), reservation, what.atMost());
                settled = true;
                throw e;
            } finally {
                if (!settled) reservation.release();
            }
        }

        private ModelCall outside(Outside what, String hash, Result result, Usd real, Instant start) {
            return new ModelCall(
                    caller,
                    step,
                    hash,
                    what.promptHash(),
                    what.provider(),
                    what.model(),
                    false,
                    result,
                    real,
                    Duration.between(start, clock.instant()),
                    start);
        }

        private Journal.Replay pay(Request question, Entry entry) {
            while (true) {
                var row = retired.firstLeft(candidates);
                var request = question.to(row.name(), Math.clamp(question.maxTokens(), 1, row.maxOutput()));
                try {
                    return payInBatch(row, request, entry).orElseGet(() -> retry.call(() -> pay(row, request, entry)));
                } catch (ModelFailed e) {
                    if (e.kind() != ModelFailed.Kind.NO_SUCH_MODEL || !retired.retire(row, candidates)) throw e;
                }
            }
        }

        /** One attempt, with money of its own: also one that broke off in the middle has to be paid for. */
        private Journal.Replay pay(ModelRow row, Request request, Entry entry) {
            Usd worstCase = worstCase(row, request);
            var reservation = books.purse().reserve(caller, worstCase);
            Instant start = clock.instant();
            boolean settled = false;
            try {
                Reply whole =
                        live.during(caller, row.name(), entry.progress(), progress -> model.reply(request, progress));
                Reply reply = redaction.clean(whole);
                Usd real = row.cost(reply.usage());
                settle(call(row, entry, new Result.Answered(reply), real, start), reservation, worstCase);
                settled = true;
                return new Journal.Replay(reply, real);
            } catch (ModelFailed e) {
                var why = new Result.Failed(redaction.clean(String.valueOf(e.getMessage())));
                settle(call(row, entry, why, row.cost(e.spent()), start), reservation, worstCase);
                settled = true;
                throw e;
            } finally {
                if (!settled) reservation.release();
            }
        }

        /** Near a cap the provider is asked how long the prompt is: our own bound is safe, and about twice as much. */
        private Usd worstCase(ModelRow row, Request request) {
            Usd bound = row.worstCase(TokenBound.of(request), request.maxTokens());
            if (bound.compareTo(books.purse().room(caller)) <= 0) return bound;
            var counted = model.countTokens(request);
            if (counted.isEmpty()) return bound;
            Usd exact = row.worstCase(counted.getAsLong() + counted.getAsLong() / 50 + 50, request.maxTokens());
            return exact.compareTo(bound) < 0 ? exact : bound;
        }

        /** Empty when it is not to be had in a batch, and must be asked for at once. */
        private Optional<Journal.Replay> payInBatch(ModelRow row, Request request, Entry entry) {
            if (patience != Patience.CAN_WAIT || row.batch().isEmpty() || !queue.isOpen()) return Optional.empty();
            var waiting = books.journal()
                    .waiting(caller.company(), caller.turn(), step, entry.requestHash())
                    .or(() -> submit(row, request, entry));
            if (waiting.isEmpty()) return Optional.empty();
            var submitted = waiting.get();
            var asked = catalog.row(submitted.model());
            var reservation = books.purse().kept(caller, submitted.reservation());
            return switch (queue.await(submitted)) {
                case Batches.Outcome.Replied(Reply whole) -> {
                    Reply reply = redaction.clean(whole);
                    Usd real = asked.inBatch(asked.cost(reply.usage()));
                    var call = call(asked, entry.inBatch(), new Result.Answered(reply), real, submitted.since());
                    settle(call, reservation, submitted.reserved());
                    yield Optional.of(new Journal.Replay(reply, real));
                }
                case Batches.Outcome.NotDone(String why) -> {
                    var failed = new Result.Failed(redaction.clean(why));
                    books.transactions().run(() -> {
                        books.journal().record(call(asked, entry.inBatch(), failed, Usd.ZERO, submitted.since()));
                        reservation.release();
                    });
                    yield Optional.empty();
                }
            };
        }

        private Optional<Waiting> submit(ModelRow row, Request request, Entry entry) {
            Usd worstCase = row.inBatch(row.worstCase(TokenBound.of(request), request.maxTokens()));
            var reservation = books.purse().reserve(caller, worstCase);
            boolean kept = false;
            try {
                var waiting = queue.submit(request, entry.requestHash())
                        .map(batch -> new Waiting(
                                new Waiting.Call(caller.company(), caller.turn(), step, entry.requestHash()),
                                row.name(),
                                batch,
                                reservation.id(),
                                worstCase,
                                clock.instant()));
                waiting.ifPresent(it -> books.transactions().run(() -> {
                    books.journal().submitted(it);
                    reservation.keep();
                }));
                kept = waiting.isPresent();
                return waiting;
            } finally {
                if (!kept) reservation.release();
            }
        }

        private void settle(ModelCall call, Purse.Reservation reservation, Usd bound) {
            boolean dearer = call.cost().compareTo(bound) > 0;
            books.transactions().run(() -> {
                books.journal().record(call);
                reservation.settle(dearer ? bound : call.cost());
            });
            if (dearer) payTheRest(call.model(), call.cost().minus(bound));
        }

        /** A reply dearer than its bound has been paid for at the provider's, so it is counted, allowed or not. */
        private void payTheRest(String name, Usd rest) {
            LOG.log(Level.WARNING, "A reply of {0} cost {1} more than its bound.", name, rest);
            try {
                books.purse().reserve(caller, rest).settle(rest);
            } catch (CompanyException e) {
                LOG.log(Level.WARNING, "No budget is left for it: {0}", e.getMessage());
            }
        }

        private ModelCall call(ModelRow row, Entry entry, Result result, Usd real, Instant start) {
            return new ModelCall(
                    caller,
                    step,
                    entry.requestHash(),
                    entry.promptHash(),
                    model.provider(),
                    row.name(),
                    entry.batched(),
                    result,
                    real,
                    Duration.between(start, clock.instant()),
                    start);
        }

        @Override
        public String model() {
            return answeredBy;
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

    /** How a call is found again, and who is told how it goes. */
    private record Entry(String requestHash, String promptHash, boolean batched, Progress progress) {
        Entry inBatch() {
            return new Entry(requestHash, promptHash, true, progress);
        }
    }
}
