package dev.companyos.duties.tools;

import dev.companyos.duties.talk.Tool;
import dev.companyos.roles.Role;
import java.util.List;
import java.util.Set;

/** Which tools there are, and which of them a role's file gives it. */
public final class Toolset {
    public static final Set<String> NAMES = Set.of(
            "list_files",
            "read_file",
            "search_code",
            "write_file",
            "edit_file",
            "delete_file",
            "run_tests",
            "search_knowledge",
            "web_search",
            "ask_teammate",
            "http_get",
            "finish");

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
