package dev.companyos.sandbox.bubblewrap;

import dev.companyos.sandbox.Sandbox;
import dev.companyos.sandbox.Sandbox.Job;
import dev.companyos.sandbox.Sandbox.Limits;
import dev.companyos.sandbox.Sandboxes;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** A server of its own, to be killed: starts a service from a thread that ends, and waits. */
final class OtherServer {
    private OtherServer() {}

    public static void main(String[] arguments) throws InterruptedException {
        var workspace = Path.of(arguments[0]);
        var job = new Job(
                workspace,
                List.of(),
                List.of("/bin/sh", "-c", arguments[1]),
                Map.of(),
                Sandbox.Network.NONE,
                Limits.SERVICE);
        var starter = Thread.ofVirtual().start(() -> Sandboxes.best().sandbox().start(job, workspace.resolve("log")));
        starter.join();
        new CountDownLatch(1).await();
    }
}
