package dev.companyos.kernel;

import java.util.Locale;

/** Money, in millionths of a US dollar: model prices are quoted per million tokens, so nothing is ever rounded. */
public record Usd(long micros) implements Comparable<Usd> {
    public static final Usd ZERO = new Usd(0);

    public static Usd dollars(double dollars) {
        return new Usd(Math.round(dollars * 1e6));
    }

    public Usd plus(Usd other) {
        return new Usd(Math.addExact(micros, other.micros));
    }

    public Usd minus(Usd other) {
        return new Usd(Math.subtractExact(micros, other.micros));
    }

    public double asDollars() {
        return micros / 1e6;
    }

    @Override
    public int compareTo(Usd other) {
        return Long.compare(micros, other.micros);
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "$%.4f", micros / 1e6);
    }
}
