package dev.companyos.duties;

import static dev.companyos.duties.talk.StructuredAsk.optionalText;

import dev.companyos.duties.talk.Bounds;
import dev.companyos.duties.talk.StructuredAsk;
import dev.companyos.duties.talk.Tool;
import dev.companyos.facts.InspectionFact.Severity;
import dev.companyos.llm.Gateway.Session;
import dev.companyos.roles.Role;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * What an inspector says of the evidence. A verdict is a result, not a failure.
 *
 * @param given false where no usable answer was to be had: the evidence speaks for itself, and {@code summary} says why
 */
public record Verdict(boolean given, boolean approved, String summary, List<Found> findings) {
    private static final String SCHEMA = """
            {"type":"object","additionalProperties":false,"required":["verdict","summary","findings"],
             "properties":{"verdict":{"type":"string","enum":["approve","reject"]},"summary":{"type":"string"},
              "findings":{"type":"array","items":{"type":"object","additionalProperties":false,
               "required":["severity","component","details","suggested_fix"],
               "properties":{"severity":{"type":"string"},"component":{"type":"string"},"details":{"type":"string"},
                "suggested_fix":{"type":"string"}}}}}}
            """;

    /** @param severity empty for a suggestion */
    public record Found(Optional<Severity> severity, String component, String details, String suggestedFix) {}

    /** Without a usable answer the evidence speaks for itself: no findings, and the summary says why. */
    public static Verdict ask(
            Essentials with,
            Session session,
            Role role,
            List<Tool> tools,
            Map<String, String> body,
            Map<String, String> brief) {
        var outcome = with.question(role, SCHEMA, Verdict::read, Bounds.LOOK, tools)
                .ask(session, with.opening(role, body, brief));
        return switch (outcome) {
            case StructuredAsk.Outcome.Usable<Verdict> it -> it.value();
            case StructuredAsk.Outcome.Unusable<Verdict> it -> new Verdict(false, true, it.reason(), List.of());
        };
    }

    private static Verdict read(JsonNode answer) {
        var findings = new ArrayList<Found>();
        for (var it : answer.path("findings")) {
            String severity = optionalText(it, "severity", 20);
            findings.add(new Found(
                    Arrays.stream(Severity.values())
                            .filter(known -> known.name().equalsIgnoreCase(severity))
                            .findFirst(),
                    optionalText(it, "component", 200),
                    optionalText(it, "details", 2_000),
                    optionalText(it, "suggested_fix", 2_000)));
            if (findings.size() == 30) break;
        }
        findings.sort(java.util.Comparator.comparing(
                it -> it.severity().map(Severity::ordinal).orElse(Integer.MAX_VALUE)));
        return new Verdict(
                true,
                !optionalText(answer, "verdict", 20).equalsIgnoreCase("reject"),
                optionalText(answer, "summary", 1_000),
                List.copyOf(findings));
    }
}
