package dev.companyos.sandbox.bubblewrap;

import dev.companyos.sandbox.Sandbox.Service;
import dev.companyos.sandbox.process.Relay;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A service with a network of its own, one port of which answers at ours. */
record Served(Service service, Relay relay) implements Service {
    /** @throws IOException when the port is taken; the service is stopped then */
    static Served on(int port, Service service, Tools tools) throws IOException {
        try {
            return new Served(service, new Relay(port, (program, at) -> carrier(service, tools, program, at)));
        } catch (IOException e) {
            service.stop();
            throw e;
        }
    }

    private static Process carrier(Service service, Tools tools, String program, int port) throws IOException {
        long inside = inside(service)
                .orElseThrow(() -> new IOException("The service has no process with a network of its own yet."));
        var words = new ArrayList<>(List.of(tools.programs().nsenter(), "--target=" + inside, "--net"));
        if (!tools.root()) words.addAll(List.of("--user", "--preserve-credentials"));
        words.addAll(List.of("--", tools.programs().perl(), "-e", program, String.valueOf(port)));
        var builder = new ProcessBuilder(words).directory(Path.of("/").toFile());
        builder.environment().clear();
        return builder.start();
    }

    /** One of its processes that is in another network than we are. */
    private static Optional<Long> inside(Service service) throws IOException {
        var ours = Files.readSymbolicLink(Path.of("/proc/self/ns/net"));
        return ProcessHandle.of(service.pid()).stream()
                .flatMap(ProcessHandle::descendants)
                .map(ProcessHandle::pid)
                .filter(it -> {
                    try {
                        return !Files.readSymbolicLink(Path.of("/proc", it.toString(), "ns/net"))
                                .equals(ours);
                    } catch (IOException e) {
                        return false; // it has ended
                    }
                })
                .findFirst();
    }

    @Override
    public boolean alive() {
        return service.alive();
    }

    @Override
    public long pid() {
        return service.pid();
    }

    @Override
    public void stop() {
        service.stop();
        relay.close();
    }

    @Override
    public void onExit(Runnable action) {
        service.onExit(() -> {
            relay.close();
            action.run();
        });
    }
}
