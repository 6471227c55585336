package dev.companyos.duties.build;

import dev.companyos.dependencies.Installations;
import dev.companyos.duties.tools.TestRun;
import dev.companyos.kernel.CompanyException;
import dev.companyos.sandbox.Sandbox;
import dev.companyos.sandbox.Sandbox.Job;
import dev.companyos.sandbox.Sandbox.Limits;
import dev.companyos.sandbox.Sandbox.Network;
import dev.companyos.sandbox.Sandbox.Run;
import dev.companyos.stacks.Stack;
import java.nio.file.Path;

/** Sets a product's tree up and runs its tests, in the sandbox, without a network. */
public final class TestSuite {
    private final Sandbox sandbox;
    private final Installations installations;

    public TestSuite(Sandbox sandbox, Installations installations) {
        this.sandbox = sandbox;
        this.installations = installations;
    }

    /** Whether it would run at all, before anything is paid for; see {@link Sandbox#admit}. */
    public void admit(boolean ours) {
        sandbox.admit(ours);
    }

    /**
     * @param ours whether everything in the tree was written by our own code
     * @throws CompanyException {@code unavailable.sandbox} when the tree holds code that somebody else wrote and nothing
     *     here can confine it; {@code unavailable.registry} when what the tree needs cannot be fetched now; nothing was run
     */
    public TestRun run(Path tree, Stack stack, boolean ours) {
        admit(ours);
        return switch (installations.of(tree, stack)) {
            case Installations.Outcome.Failed it -> new TestRun(false, 0, 1, it.reason());
            case Installations.Outcome.Ready it -> run(tree, it);
        };
    }

    private TestRun run(Path tree, Installations.Outcome.Ready ready) {
        var tests = ready.stack().tests();
        var job = new Job(
                tree, ready.readable(), tests.command(), ready.stack().environment(), Network.NONE, Limits.TESTS);
        return switch (sandbox.run(job)) {
            case Run.Killed it ->
                new TestRun(false, 0, 1, "Killed past its limit of %s.%n%s".formatted(it.limit(), it.output()));
            case Run.Exited it -> {
                int failed = tests.failed(it.output());
                boolean silent = it.code() != 0 && failed == 0;
                yield new TestRun(!silent, tests.passed(it.output()), silent ? 1 : failed, it.output());
            }
        };
    }
}
