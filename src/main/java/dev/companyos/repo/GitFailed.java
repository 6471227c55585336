package dev.companyos.repo;

import dev.companyos.kernel.CompanyException;
import java.util.List;

/** Git did not do what it was told. */
public final class GitFailed extends CompanyException {
    public GitFailed(List<String> command, String output) {
        super(
                "git.failed",
                "`git %s` failed.".formatted(String.join(" ", command)),
                output.length() > 2_000 ? output.substring(0, 2_000) : output,
                "Look at the product's repository by hand.");
    }
}
