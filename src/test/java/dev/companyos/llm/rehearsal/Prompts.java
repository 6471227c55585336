package dev.companyos.llm.rehearsal;

import dev.companyos.llm.Message;
import dev.companyos.llm.Request;
import dev.companyos.llm.Request.SystemBlock;
import java.util.List;
import java.util.Optional;

/** Requests as the company makes them. */
final class Prompts {
    static final String ROLES = """
            <roles>
            - backend: Backend engineer
            - frontend: Frontend engineer
            - fullstack: Full-stack engineer
            - devops: DevOps engineer
            - marketing: Marketing
            - sales: Sales
            - customer_success: Customer success
            </roles>
            """;

    private Prompts() {}

    static Request of(String duty, String user) {
        return of(duty, List.of(new Message.User(user)), 16_000);
    }

    static Request of(String duty, List<Message> messages, int maxTokens) {
        return new Request(
                "rehearsal-1",
                List.of(
                        new SystemBlock("You work here.\n\n# Duty: " + duty + "\nDo it well.", true),
                        new SystemBlock("<stack name=\"toy\">A guide.</stack>", true)),
                messages,
                List.of(),
                Optional.empty(),
                maxTokens);
    }

    static String mission(String mission) {
        return "<mission>" + mission + "</mission>\n";
    }

    static String task(String role, int attempt, String title, String description) {
        return """
                <product name="Toy">A toy for tests</product>
                <task number="3" role="%s" attempt="%d">
                title: %s
                description: %s
                acceptance:
                - It works
                - It is tested
                </task>
                """.formatted(role, attempt, title, description);
    }
}
