package dev.companyos.sandbox;

import dev.companyos.kernel.CompanyException;
import java.nio.file.Path;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * The sandbox of a server: the one that was chosen at its start, or, when there was none or it has stopped working, one
 * that was found since. It goes from none to one that confines, never back.
 */
public final class MachineSandbox implements Sandbox {
    private final Supplier<Sandboxes.Choice> choose;
    private final ReentrantLock looking = new ReentrantLock();
    private volatile Sandboxes.Choice choice;
    private volatile boolean troubled;

    /** @throws CompanyException {@code unavailable.sandbox} when it was asked for by name and does not work */
    public MachineSandbox(Sandboxes.Wanted wanted) {
        this(() -> Sandboxes.choose(wanted));
    }

    public MachineSandbox(Supplier<Sandboxes.Choice> choose) {
        this.choose = choose;
        this.choice = choose.get();
    }

    /** How it was chosen, and what was tried. */
    public Sandboxes.Choice choice() {
        return choice;
    }

    /**
     * Tries again what did not work, which may take seconds.
     *
     * @return whether code that a model wrote is run now
     */
    public boolean look() {
        looking.lock();
        try {
            if (confines() && !troubled) return true;
            var found = choose.get();
            if (!found.sandbox().confines() && confines()) return false;
            choice = found;
            troubled = false;
            return confines();
        } catch (CompanyException e) {
            return false; // asked for by name, and still does not work
        } finally {
            looking.unlock();
        }
    }

    @Override
    public String name() {
        return choice.sandbox().name();
    }

    @Override
    public boolean confines() {
        return choice.sandbox().confines();
    }

    @Override
    public String advice() {
        return choice.advice();
    }

    @Override
    public Run run(Job job) {
        return noticing(() -> choice.sandbox().run(job));
    }

    @Override
    public Service start(Job job, Path log) {
        return noticing(() -> choice.sandbox().start(job, log));
    }

    private <T> T noticing(Supplier<T> start) {
        try {
            return start.get();
        } catch (CompanyException e) {
            troubled = true;
            throw e;
        }
    }
}
