package dev.companyos.api;

import dev.companyos.kernel.CompanyException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Who listens to live events now: bounded, counted, and let go when the server stops. */
@Component
final class Listeners {
    static final int MOST = 100;
    private static final Duration LAST_LOOK = Duration.ofMillis(200);

    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
    private volatile boolean ended;

    /** What a listener's thread does until it ends or is interrupted. */
    @FunctionalInterface
    interface Listening<E extends Exception> {
        void run() throws E;
    }

    /** @throws CompanyException {@code unavailable.listeners} when there are too many */
    <E extends Exception> void listen(Listening<E> listening) throws E {
        var me = Thread.currentThread();
        threads.add(me);
        try {
            if (threads.size() > MOST)
                throw CompanyException.unavailable(
                        "listeners",
                        "No more listeners are taken.",
                        "%d listen already.".formatted(MOST),
                        "Close some pages or `company logs --follow`, and try again.");
            listening.run();
        } finally {
            threads.remove(me);
        }
    }

    /** Whether the server stops: what fails for a listener now is no news. */
    boolean ended() {
        return ended;
    }

    int count() {
        return threads.size();
    }

    /**
     * Before the context's services are closed, so that none of them is asked after its end. Who is in the middle of a look
     * ends it first: to interrupt that would break the database's connection.
     */
    @EventListener(ContextClosedEvent.class)
    void end() throws InterruptedException {
        ended = true;
        if (!threads.isEmpty()) Thread.sleep(LAST_LOOK);
        threads.forEach(Thread::interrupt);
    }
}
