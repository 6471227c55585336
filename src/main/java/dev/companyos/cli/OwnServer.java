package dev.companyos.cli;

import dev.companyos.app.Server;
import dev.companyos.app.Settings;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The server inside this process. SIGTERM and Ctrl-C ask it to stop, as {@code company stop} does, and then wait for the
 * command that runs it: the command sums up while the server still answers, and closes it. A signal that comes while the
 * server starts waits for the start, so that no service is left behind.
 */
final class OwnServer implements AutoCloseable {
    /** What a start that is under way, the summary and the server's own draining may take together. */
    private static final int SECONDS = 60;

    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean signalled;
    private volatile @Nullable Server server;

    private OwnServer() {}

    /** @throws Failed when a signal came before the server had started */
    static OwnServer start(Settings settings, OptionalInt port) {
        var own = new OwnServer();
        Runtime.getRuntime().addShutdownHook(new Thread(own::endWithTheProcess, "shutdown"));
        try {
            own.server = Server.start(settings, port);
        } finally {
            if (own.server == null) own.ended.countDown();
        }
        if (!own.signalled) return own;
        own.close();
        throw new Failed(Failed.FAILED, "Stopped while it was starting.", "A signal said so.", "");
    }

    Server server() {
        var it = server;
        if (it == null) throw new IllegalStateException("not started");
        return it;
    }

    boolean isAskedToStop() {
        return signalled || server().isAskedToStop();
    }

    private void endWithTheProcess() {
        signalled = true;
        var it = server;
        if (it != null) it.askToStop();
        try {
            if (!ended.await(SECONDS, TimeUnit.SECONDS)) close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        try {
            var it = server;
            if (it != null) it.close();
        } finally {
            ended.countDown();
        }
    }
}
