package dev.companyos.sandbox;

import dev.companyos.sandbox.bubblewrap.BubblewrapSandbox;
import dev.companyos.sandbox.none.Unconfined;

/** Which sandbox this machine has. */
public final class Sandboxes {
    private Sandboxes() {}

    /** @param reason what was tried, and what is missing where {@code sandbox} confines nothing */
    public record Choice(Sandbox sandbox, String reason) {}

    /** The best that works here: it is tried, not looked up. */
    public static Choice best() {
        return switch (BubblewrapSandbox.probe()) {
            case BubblewrapSandbox.Probe.Works works -> new Choice(works.sandbox(), works.detail());
            case BubblewrapSandbox.Probe.Fails fails -> new Choice(new Unconfined(), fails.reason());
        };
    }
}
