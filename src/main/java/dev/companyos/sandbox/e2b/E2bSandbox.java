package dev.companyos.sandbox.e2b;

import dev.companyos.kernel.CompanyException;
import dev.companyos.sandbox.Sandbox;
import dev.companyos.sandbox.process.BoundedOutput;
import dev.companyos.sandbox.process.Owner;
import dev.companyos.sandbox.process.Portable;
import dev.companyos.sandbox.process.RollingLog;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Confines in E2B's virtual machines: one a job, without the internet, made of a template that has the stacks' tools. The
 * workspace is sent there and what has changed comes back; a command that is killed brings nothing back. Memory is bounded
 * for each process, and for all by the template. A service keeps its files in its machine until it is stopped.
 */
public final class E2bSandbox implements Sandbox {
    /** Beyond the command's own time: for the way there and back. A machine of a dead server lives no longer. */
    private static final long SPARE_SECONDS = 600;

    private static final Duration PROLONG = Duration.ofMinutes(3);

    private final Account account;
    private final Cloud cloud;
    private final Portable portable;
    private final Luggage luggage;
    private final HttpClient client;

    /** @param home {@code $COMPANY_HOME}: of what a job reads, what is below it is sent along */
    public E2bSandbox(Account account, Path home) {
        this(account, home, Luggage.USUAL);
    }

    E2bSandbox(Account account, Path home, Luggage luggage) {
        this.account = account;
        this.portable = new Portable(home);
        this.luggage = luggage;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(20))
                .build();
        this.cloud = new Cloud(account, Owner.us(), client);
    }

    /** What asking has shown. */
    public sealed interface Probe {
        record Works(E2bSandbox sandbox, String detail) implements Probe {}

        record Fails(String reason, String doThis) implements Probe {}
    }

    /** Lists the account's sandboxes, which costs nothing, and kills those that dead servers have left. */
    public static Probe probe(Account account, Path home) {
        try {
            var sandbox = new E2bSandbox(account, home);
            sandbox.cloud.sweep();
            return new Probe.Works(
                    sandbox, "E2B at %s, template %s".formatted(account.api().getHost(), account.template()));
        } catch (CompanyException e) {
            return new Probe.Fails("E2B does not work: " + e.why(), e.doThis().replaceAll("\\.$", ""));
        }
    }

    @Override
    public String name() {
        return "e2b";
    }

    @Override
    public boolean confines() {
        return true;
    }

    @Override
    public Run run(Job job) {
        var session = open(job, job.limits().time().toSeconds() + SPARE_SECONDS);
        var output = new BoundedOutput(job.limits().outputBytes());
        var flooded = new AtomicBoolean();
        try {
            session.carryIn();
            long began = System.nanoTime();
            var code = Session.within(job.limits().time(), session.start(), bytes -> {
                output.add(bytes, bytes.length);
                if (output.total() > BoundedOutput.FLOOD) {
                    flooded.set(true);
                    throw new IOException("flood");
                }
            });
            var took = Duration.ofNanos(System.nanoTime() - began);
            if (code.isEmpty()) throw Cloud.trouble("The machine was lost while the command ran.");
            session.carryBack();
            return new Run.Exited(code.getAsInt(), output.text(), took);
        } catch (Session.TimeLimit e) {
            return new Run.Killed("time (%d s)".formatted(job.limits().time().toSeconds()), output.text());
        } catch (Luggage.TooMuch e) {
            return new Run.Killed("workspace (%s)".formatted(e.getMessage()), output.text());
        } catch (IOException e) {
            if (flooded.get())
                return new Run.Killed("output (%d MB)".formatted(BoundedOutput.FLOOD >> 20), output.text());
            throw lost(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Cloud.trouble("The run was interrupted.");
        } finally {
            end(session);
        }
    }

    private Session open(Job job, long seconds) {
        if (!Files.isDirectory(job.workspace())) throw Cloud.trouble("There is no workspace " + job.workspace());
        var machine = cloud.create(seconds, job.network() instanceof Network.Reaches(var hosts) ? hosts : Set.of());
        return new Session(new Envd(account, machine, client), machine, job, portable, luggage);
    }

    private void end(Session session) {
        try {
            cloud.kill(session.machine().id());
        } catch (CompanyException e) {
            return; // it ends by itself, in minutes
        }
    }

    private static CompanyException lost(IOException e) {
        return Cloud.trouble(e.getMessage() == null ? e.toString() : e.getMessage());
    }

    @Override
    public Service start(Job job, Path log) {
        var session = open(job, SPARE_SECONDS);
        try {
            var file = new RollingLog(log);
            session.carryIn();
            var stream = session.start();
            Optional<Gate> gate = job.network() instanceof Network.Serves(int port)
                    ? Optional.of(new Gate(session.envd(), port, client))
                    : Optional.empty();
            var service = new Running(session, gate);
            Thread.ofVirtual().start(() -> {
                try (file) {
                    Envd.follow(stream, bytes -> file.add(bytes, bytes.length));
                } catch (IOException e) {
                    return; // stopped, or lost: either way it is at its end
                } finally {
                    service.over();
                }
            });
            Thread.ofVirtual().start(service::prolong);
            return service;
        } catch (IOException e) {
            end(session);
            throw lost(e);
        } catch (InterruptedException e) {
            end(session);
            Thread.currentThread().interrupt();
            throw Cloud.trouble("The start was interrupted.");
        }
    }

    private final class Running implements Service {
        private final Session session;
        private final Optional<Gate> gate;
        private final CountDownLatch ended = new CountDownLatch(1);
        private final AtomicBoolean closed = new AtomicBoolean();

        private Running(Session session, Optional<Gate> gate) {
            this.session = session;
            this.gate = gate;
        }

        @Override
        public boolean alive() {
            return ended.getCount() > 0;
        }

        @Override
        public long pid() {
            return 0;
        }

        @Override
        public void stop() {
            over();
            try {
                ended.await(); // somebody else may be bringing its files back
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        /** Its files come back, and its machine ends. */
        private void over() {
            if (!closed.compareAndSet(false, true)) return;
            gate.ifPresent(Gate::close);
            try {
                session.carryBack();
            } catch (IOException e) {
                System.getLogger(E2bSandbox.class.getName())
                        .log(System.Logger.Level.WARNING, "The files of a service are lost: {0}", e.getMessage());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                end(session);
                ended.countDown();
            }
        }

        private void prolong() {
            try {
                while (!ended.await(PROLONG.toSeconds(), TimeUnit.SECONDS))
                    try {
                        cloud.prolong(session.machine().id(), SPARE_SECONDS);
                    } catch (CompanyException e) {
                        System.getLogger(E2bSandbox.class.getName())
                                .log(System.Logger.Level.WARNING, "A machine was not prolonged: {0}", e.why());
                    }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void onExit(Runnable action) {
            Thread.ofVirtual().start(() -> {
                try {
                    ended.await();
                    action.run();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
        }
    }
}
