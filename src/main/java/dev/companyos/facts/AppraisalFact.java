package dev.companyos.facts;

import dev.companyos.kernel.AgentId;
import dev.companyos.kernel.TaskId;
import java.time.Instant;

/** How well a task was done, and what its agent is told. */
public sealed interface AppraisalFact extends Fact {
    record Appraised(Instant at, TaskId task, AgentId agent, String title, int score, Band band, Feedback feedback)
            implements AppraisalFact {
        @Override
        public String key() {
            return task.value().toString();
        }
    }

    /** 90 to 100, 75 to 89, 50 to 74, 0 to 49. */
    enum Band {
        ELITE,
        GOOD,
        ACCEPTABLE,
        POOR
    }

    /** What the agent reads in its next brief. */
    sealed interface Feedback {
        String text();

        record Reward(String text) implements Feedback {}

        record Correction(String text) implements Feedback {}

        record Recovery(String text, String whatWentWrong, String tryInstead) implements Feedback {}
    }
}
