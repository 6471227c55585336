package dev.companyos.duties.tools;

import dev.companyos.duties.talk.Tool;
import dev.companyos.roles.Role;
import java.util.List;

/** Which of the tools that a duty offers a role's file gives it. */
public final class Toolset {
    private Toolset() {}

    /** A role that lists none has all that its duty offers; one that builds can always finish. */
    public static List<Tool> of(Role role, List<Tool> offered) {
        if (role.tools().isEmpty()) return List.copyOf(offered);
        return offered.stream()
                .filter(it -> it.spec().name().equals("finish")
                        || role.tools().contains(it.spec().name()))
                .toList();
    }
}
