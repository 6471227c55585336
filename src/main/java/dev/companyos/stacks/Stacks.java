package dev.companyos.stacks;

import java.util.List;

/** The stacks that there are, and which of them work on this machine. */
public interface Stacks {
    /** Best first. */
    List<Availability> all();

    /**
     * The asked-for stack, or for "" the best that works here.
     *
     * @throws dev.companyos.kernel.CompanyException {@code invalid.stack} for an unknown name, {@code unavailable.stack}
     *     for one that does not work here, each naming those that do
     */
    Choice choose(String name);

    record Choice(Stack stack, String reason) {}

    /** @param works whether it can be used here; {@code detail} says by what, or what is missing and how to get it */
    record Availability(String name, String summary, boolean works, String detail) {}
}
