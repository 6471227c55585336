package dev.companyos.bus;

import dev.companyos.facts.Envelope;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** One line of {@code app/Hearing}. @param name unique; the inbox remembers under it */
public record Subscriber(String name, Predicate<Envelope> wants, Consumer<Envelope> listener) {}
