package dev.companyos.hosting;

import dev.companyos.kernel.ReleaseId;
import dev.companyos.kernel.Slug;
import dev.companyos.stacks.Stack;
import java.nio.file.Path;
import java.util.Optional;

/** A place where a product runs. */
public interface Hosting {
    /** {@code local}, {@code railway}, …. */
    String name();

    /**
     * Call it before anything is paid for that ends in a deployment.
     *
     * @throws dev.companyos.kernel.CompanyException {@code unavailable.sandbox} where {@link #deploy} would refuse to run
     *     that product's code
     */
    default void admit(Slug product) {}

    /**
     * Puts the tree in {@code source} before the product's users, in place of what runs now, and returns when it answers
     * its first probe or has failed to. Calling it again with the same release returns the same place, without a second
     * deployment.
     */
    Outcome deploy(Slug product, ReleaseId release, Path source, Stack stack);

    /** Where the product is reachable now; empty when it is not running. */
    Optional<Running> running(Slug product);

    /** Takes the product down; nothing happens if it is not up. */
    void stop(Slug product);

    sealed interface Outcome {
        record Up(Running running) implements Outcome {}

        /** @param reason what went wrong, with the end of the product's log */
        record Down(String reason) implements Outcome {}
    }

    record Running(ReleaseId release, String url) {}
}
