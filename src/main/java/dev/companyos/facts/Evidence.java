package dev.companyos.facts;

import dev.companyos.kernel.Usd;
import java.time.Duration;

/**
 * All that scoring needs, gathered where it was measured, so no one has to ask back.
 *
 * @param testsRun tests of the final run, on the merged tree where there was one; for a turn that writes no code, the
 *     acceptance criteria that were checked
 * @param regressions tests that passed on {@code main} before and fail with this change
 * @param findings what checks and review still had to say about the final change set
 * @param attempts from 1
 */
public record Evidence(
        int testsRun,
        int testsPassed,
        int regressions,
        int findings,
        int attempts,
        Duration took,
        Duration estimate,
        Usd cost) {}
