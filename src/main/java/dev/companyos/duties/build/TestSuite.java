package dev.companyos.duties.build;

import dev.companyos.duties.tools.TestRun;
import dev.companyos.kernel.CompanyException;
import dev.companyos.sandbox.Sandbox;
import dev.companyos.sandbox.Sandbox.Job;
import dev.companyos.sandbox.Sandbox.Limits;
import dev.companyos.sandbox.Sandbox.Mount;
import dev.companyos.sandbox.Sandbox.Network;
import dev.companyos.sandbox.Sandbox.Run;
import dev.companyos.stacks.Stack;
import java.nio.file.Path;
import java.util.List;

/** Sets a product's tree up and runs its tests, in the sandbox, without a network. */
public final class TestSuite {
    private final Sandbox sandbox;

    public TestSuite(Sandbox sandbox) {
        this.sandbox = sandbox;
    }

    /** Whether it would run at all, before anything is paid for; see {@link Sandbox#admit}. */
    public void admit(boolean ours) {
        sandbox.admit(ours);
    }

    /**
     * @param ours whether everything in the tree was written by our own code
     * @throws CompanyException {@code unavailable.sandbox} when the tree holds code that somebody else wrote and nothing
     *     here can confine it; nothing was run
     */
    public TestRun run(Path tree, Stack stack, boolean ours) {
        admit(ours);
        return switch (run(tree, stack, stack.tests().command())) {
            case Run.Killed it ->
                new TestRun(false, 0, 1, "Killed past its limit of %s.%n%s".formatted(it.limit(), it.output()));
            case Run.Exited it -> {
                int passed = stack.tests().passed(it.output());
                int failed = stack.tests().failed(it.output());
                boolean silent = it.code() != 0 && failed == 0;
                yield new TestRun(!silent, passed, silent ? 1 : failed, it.output());
            }
        };
    }

    private Run run(Path tree, Stack stack, List<String> command) {
        return sandbox.run(
                new Job(tree, Mount.all(stack.readable()), command, stack.environment(), Network.NONE, Limits.TESTS));
    }
}
