package dev.companyos.roles;

import dev.companyos.kernel.RoleId;
import dev.companyos.kernel.Tier;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A job description, read from {@code roles/<id>.md}: the header is this record, the body is the prompt.
 *
 * @param hears names of the channels whose facts start its turns
 * @param every time between turns of its own accord
 * @param tools names of the tools it may use; none for all that its duty offers
 * @param hands agents of this role when a company is founded, 1 to 50
 */
public record Role(
        RoleId id,
        String title,
        Duty duty,
        Tier tier,
        List<String> hears,
        Optional<Duration> every,
        List<String> tools,
        int hands,
        String prompt) {
    /** Every tool that a role can be given. What its duty does not offer, it does not get. */
    public static final List<String> TOOLS = List.of(
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

    /** What a turn produces. Seven duties cover every role in the company. */
    public enum Duty {
        DIRECT,
        PLAN,
        BUILD,
        RELEASE,
        INSPECT,
        WRITE,
        ANSWER
    }

    /** Whether agents of this role are handed tasks on a channel of their own. */
    public boolean takesTasks() {
        return hears.contains("cto.tasks." + id.value());
    }
}
