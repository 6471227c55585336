package dev.companyos.hosting.local;

import dev.companyos.dependencies.Installations;
import dev.companyos.kernel.ReleaseId;
import dev.companyos.sandbox.Sandbox.Job;
import dev.companyos.sandbox.Sandbox.Limits;
import dev.companyos.sandbox.Sandbox.Network;
import dev.companyos.sandbox.Sandbox.Run;
import dev.companyos.sandbox.Sandbox.Service;
import dev.companyos.stacks.Stack;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Starts one release on one port and waits until it answers. */
record ProductProcess(LocalHosting.Means means, Duration patience) {
    private static final long FIRST_WAIT = 20;
    private static final long LONGEST_WAIT = 500;

    sealed interface Start {
        record Answers(Service service) implements Start {}

        record Fails(String reason) implements Start {}
    }

    /** Empty when there is nothing to build, or all went well; else what went wrong. */
    Optional<String> build(ProductFolder folder, ReleaseId release, Stack stack, int port) throws IOException {
        if (stack.build().isEmpty()) return Optional.empty();
        return switch (means.installations().of(folder.release(release), stack)) {
            case Installations.Outcome.Failed it -> Optional.of(it.reason());
            case Installations.Outcome.Ready it -> build(folder, release, it, port);
        };
    }

    private Optional<String> build(ProductFolder folder, ReleaseId release, Installations.Outcome.Ready ready, int port)
            throws IOException {
        var command = ready.stack().build();
        return switch (means.sandbox().run(job(folder, release, ready, command, port, Limits.TESTS))) {
            case Run.Exited exited ->
                exited.code() == 0
                        ? Optional.empty()
                        : Optional.of("Building it ended with code %d.%n%s".formatted(exited.code(), exited.output()));
            case Run.Killed killed ->
                Optional.of("Building it went past its limit of %s.%n%s".formatted(killed.limit(), killed.output()));
        };
    }

    Start start(ProductFolder folder, ReleaseId release, Stack stack, int port) throws IOException {
        long logged = folder.logged();
        Installations.Outcome.Ready ready;
        switch (means.installations().of(folder.release(release), stack)) {
            case Installations.Outcome.Failed it -> {
                return new Start.Fails(it.reason());
            }
            case Installations.Outcome.Ready it -> ready = it;
        }
        var command = ready.stack().run();
        var service = means.sandbox().start(job(folder, release, ready, command, port, Limits.SERVICE), folder.log());
        var ended = new CountDownLatch(1);
        service.onExit(ended::countDown);
        var health = stack.probes().isEmpty() ? "/" : stack.probes().getFirst();
        long deadline = System.nanoTime() + patience.toNanos();
        var last = "It never answered.";
        try {
            for (long wait = FIRST_WAIT; service.alive(); wait = Math.min(LONGEST_WAIT, wait * 2)) {
                var probe = means.prober().probe(url(port), List.of(health)).getFirst();
                if (probe.passed() && service.alive()) return new Start.Answers(service);
                last = "The last probe of %s got %d %s".formatted(health, probe.status(), probe.detail());
                if (System.nanoTime() > deadline || ended.await(wait, TimeUnit.MILLISECONDS)) break;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            last = "The wait was interrupted.";
        }
        boolean died = !service.alive();
        service.stop();
        var what = died
                ? "The product ended while it was starting."
                : "The product did not answer well within %d s. %s".formatted(patience.toSeconds(), last);
        return new Start.Fails("%s%nIts log ends with:%n%s".formatted(what, folder.tail(logged)));
    }

    static String url(int port) {
        return "http://127.0.0.1:" + port;
    }

    private static Job job(
            ProductFolder folder,
            ReleaseId release,
            Installations.Outcome.Ready ready,
            List<String> command,
            int port,
            Limits limits)
            throws IOException {
        var data = folder.data();
        var environment = new LinkedHashMap<>(ready.stack().environment());
        environment.put("PORT", String.valueOf(port));
        environment.put("DATA_DIR", data.toString());
        environment.put("DATABASE_PATH", data.resolve("app.db").toString());
        environment.replaceAll((key, value) -> value.replace("{{port}}", String.valueOf(port)));
        var words = new ArrayList<>(List.of("/bin/sh", "-c", "cd \"$1\" && shift && exec \"$@\"", "run"));
        words.add(folder.release(release).toString());
        command.forEach(it -> words.add(it.replace("{{port}}", String.valueOf(port))));
        return new Job(
                folder.app(), ready.readable(), List.copyOf(words), environment, new Network.Serves(port), limits);
    }
}
