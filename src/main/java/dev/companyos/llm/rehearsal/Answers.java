package dev.companyos.llm.rehearsal;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The forms of the replies, as the prompts ask for them; in JSON their names are in snake_case. */
final class Answers {
    private Answers() {}

    sealed interface Answer {}

    record Directive(
            String goal,
            String rationale,
            String productName,
            String productDescription,
            List<Priority> priorities,
            int deadlineDays)
            implements Answer {}

    record Priority(String area, String focus, String why) {}

    record Plan(List<Step> tasks) implements Answer {}

    record Step(
            String key,
            String title,
            String description,
            List<String> acceptanceCriteria,
            int estimatedMinutes,
            String role,
            List<String> dependsOn) {}

    record Release(boolean go, String notes, String reason) implements Answer {}

    record Inspection(String verdict, List<Finding> findings, String summary) implements Answer {}

    record Finding(String severity, String component, String details, String suggestedFix) {}

    /** @param headcount only with a staffing plan */
    record Document(
            String title,
            String filename,
            String markdown,
            String summary,
            @Nullable Integer headcount,
            @Nullable String plan)
            implements Answer {}

    record Knowledge(String answer, List<String> sources) implements Answer {}
}
