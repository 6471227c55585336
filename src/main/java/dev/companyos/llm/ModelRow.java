package dev.companyos.llm;

import dev.companyos.kernel.Usd;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Optional;

/**
 * One row of {@code models.yaml}.
 *
 * @param context tokens that prompt and reply may have together
 * @param maxOutput tokens that a reply may have
 * @param longPrompt prices of a whole call whose prompt is longer than {@link LongPrompt#above}
 * @param batch what is charged for a call in a batch, as a share of its price; empty where there are no batches
 * @param thinking what the provider is told about thinking; empty leaves the model's own default
 * @param source where the prices come from, as of {@code checked}
 */
public record ModelRow(
        String name,
        int context,
        int maxOutput,
        Price price,
        Optional<LongPrompt> longPrompt,
        Optional<BigDecimal> batch,
        Optional<String> thinking,
        String source,
        LocalDate checked) {
    /** US dollars per million tokens, which is micro-dollars per token. */
    public record Price(BigDecimal input, BigDecimal output, BigDecimal cacheWrite, BigDecimal cacheRead) {
        Usd of(Reply.Usage usage) {
            return new Usd(input.multiply(BigDecimal.valueOf(usage.input()))
                    .add(output.multiply(BigDecimal.valueOf(usage.output())))
                    .add(cacheWrite.multiply(BigDecimal.valueOf(usage.cacheWrite())))
                    .add(cacheRead.multiply(BigDecimal.valueOf(usage.cacheRead())))
                    .setScale(0, RoundingMode.CEILING)
                    .longValueExact());
        }

        /** With no luck at the cache: every token of the prompt at its dearest. */
        private Usd atMost(long promptTokens, long outputTokens) {
            boolean writesCostMore = cacheWrite.compareTo(input) > 0;
            return of(new Reply.Usage(
                    writesCostMore ? 0 : promptTokens, outputTokens, writesCostMore ? promptTokens : 0, 0));
        }
    }

    /** @param above tokens of prompt, however they are cached */
    public record LongPrompt(
            int above, BigDecimal input, BigDecimal output, BigDecimal cacheWrite, BigDecimal cacheRead) {
        Price price() {
            return new Price(input, output, cacheWrite, cacheRead);
        }
    }

    /** At list price, rounded up to the micro-dollar. */
    public Usd cost(Reply.Usage usage) {
        return priceFor(usage.input() + usage.cacheWrite() + usage.cacheRead()).of(usage);
    }

    /** No call with at most so many tokens costs more. */
    public Usd worstCase(long promptTokens, long outputTokens) {
        return priceFor(promptTokens).atMost(promptTokens, outputTokens);
    }

    private Price priceFor(long promptTokens) {
        return longPrompt
                .filter(it -> promptTokens > it.above())
                .map(LongPrompt::price)
                .orElse(price);
    }

    /** The same in a batch, rounded up to the micro-dollar. */
    public Usd inBatch(Usd cost) {
        return batch.map(share -> new Usd(share.multiply(BigDecimal.valueOf(cost.micros()))
                        .setScale(0, RoundingMode.CEILING)
                        .longValueExact()))
                .orElse(cost);
    }

    ModelRow priced(Price other) {
        return new ModelRow(
                name, context, maxOutput, other, Optional.empty(), Optional.empty(), thinking, "the settings", checked);
    }

    ModelRow named(String other) {
        return new ModelRow(other, context, maxOutput, price, longPrompt, batch, Optional.empty(), source, checked);
    }
}
