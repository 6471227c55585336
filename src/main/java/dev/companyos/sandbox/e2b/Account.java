package dev.companyos.sandbox.e2b;

import java.net.URI;
import java.util.Optional;

/**
 * @param api {@code https://api.e2b.app}
 * @param envd where the program inside a sandbox answers; empty for {@code https://49983-<sandbox>.<domain>}, each at its
 *     own name
 * @param template what sandboxes are made of: E2B's {@code base}, or one's own with the tools of the stacks
 */
public record Account(String key, URI api, Optional<URI> envd, String template) {
    @Override
    public String toString() {
        return "Account[api=%s, template=%s]".formatted(api, template);
    }
}
