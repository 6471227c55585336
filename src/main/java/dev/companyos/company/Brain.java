package dev.companyos.company;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * The company's shared state, as one reading of {@code company_brain} and its child rows. Lists are bounded to their
 * newest 50, newest first.
 *
 * @param liveUrls {@code api}, {@code frontend}
 * @param metrics users, revenue, mrr, uptime_pct, error_rate, deploy_count: only those that somebody measured
 * @param version grows with every write; equal versions mean that nothing changed
 */
public record Brain(
        String productName,
        String productSlug,
        String productDescription,
        String mission,
        String stack,
        String currentSprint,
        Map<String, String> liveUrls,
        Map<String, Double> metrics,
        List<String> shippedFeatures,
        List<String> openBugs,
        List<String> blockers,
        List<String> userFeedback,
        long version,
        Instant updatedAt) {}
