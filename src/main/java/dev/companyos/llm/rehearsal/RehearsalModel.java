package dev.companyos.llm.rehearsal;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.companyos.llm.Batches;
import dev.companyos.llm.LanguageModel;
import dev.companyos.llm.Message.ToolCall;
import dev.companyos.llm.Progress;
import dev.companyos.llm.Reply;
import dev.companyos.llm.Request;
import dev.companyos.llm.rehearsal.RehearsalFaults.Kind;
import dev.companyos.llm.rehearsal.code.Product;
import dev.companyos.llm.rehearsal.language.MissionReader;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/**
 * Plays a language model: the same request gets the same reply, always and everywhere, and nothing is remembered
 * between requests. It costs nothing and calls nobody. Any text is a valid mission; two missions give two products.
 */
public final class RehearsalModel implements LanguageModel {
    private static final Duration SLOWNESS = Duration.ofSeconds(3);

    private final RehearsalFaults faults;
    private final Pause pause;
    private final JsonMapper json = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .changeDefaultPropertyInclusion(include -> include.withValueInclusion(JsonInclude.Include.NON_NULL))
            .build();
    private final MissionReader reader = new MissionReader();
    private final Directing directing = new Directing();
    private final Planning planning = new Planning();
    private final Releasing releasing = new Releasing();
    private final Inspecting inspecting = new Inspecting();
    private final Writing writing = new Writing();
    private final Answering answering = new Answering();
    private final Building building;
    private final Batches batches = new RehearsalBatches(it -> reply(it, Progress.NONE));

    public RehearsalModel(RehearsalFaults faults, Pause pause) {
        this(faults, pause, new Assignments());
    }

    RehearsalModel(RehearsalFaults faults, Pause pause, Assignments assignments) {
        this.faults = faults;
        this.pause = pause;
        this.building = new Building(assignments, faults, json);
    }

    @Override
    public Optional<Batches> batches() {
        return Optional.of(batches);
    }

    @Override
    public String provider() {
        return "rehearsal";
    }

    @Override
    public boolean writesOnlyOurCode() {
        return true;
    }

    @Override
    public Reply reply(Request request, Progress progress) {
        Reply reply = reply(request);
        progress.wrote(
                switch (reply) {
                    case Reply.Text it -> it.text().length();
                    case Reply.ToolCalls it ->
                        it.text().length()
                                + it.calls().stream()
                                        .mapToInt(call -> call.arguments().length())
                                        .sum();
                    case Reply.Refused it -> it.reason().length();
                    case Reply.Truncated it -> it.text().length();
                });
        return reply;
    }

    Reply reply(Request request) {
        Prompt prompt = Prompt.of(request);
        int attempt = Math.max(1, prompt.task().attempt());
        if (prompt.isFirstCall() && faults.strikes(Kind.SLOW, prompt.opening(), attempt)) pause.pause(SLOWNESS);
        if (refuses(prompt))
            return new Reply.Refused(request.model(), Tokens.usage(request, ""), "I would rather not do this task.");
        Product product = prompt.product(reader);
        if (prompt.duty().equals("build")) return reply(request, building.next(prompt, product));
        String text = json.writeValueAsString(answer(prompt, product));
        boolean cutOff = prompt.isFirstCall()
                && prompt.block("last_error").isEmpty()
                && faults.strikes(Kind.JSON, prompt.opening(), attempt);
        return text(request, cutOff ? cut(text, text.length() * 2 / 3) : text);
    }

    private boolean refuses(Prompt prompt) {
        return prompt.isFirstCall() && prompt.task().attempt() == 1 && faults.strikes(Kind.REFUSE, prompt.opening(), 1);
    }

    private Answers.Answer answer(Prompt prompt, Product product) {
        return switch (prompt.duty()) {
            case "direct" -> directing.answer(product);
            case "plan" -> planning.answer(prompt, product);
            case "release" -> releasing.answer(prompt, product);
            case "inspect" -> inspecting.answer(prompt);
            case "write" -> writing.answer(prompt, product);
            default -> answering.answer(prompt);
        };
    }

    private static Reply text(Request request, String text) {
        long room = (long) request.maxTokens() * Tokens.CHARACTERS;
        if (text.length() > room && room > 0) {
            String cut = cut(text, (int) room);
            return new Reply.Truncated(request.model(), Tokens.usage(request, cut), cut);
        }
        return new Reply.Text(request.model(), Tokens.usage(request, text), text);
    }

    /** Never half a character. */
    private static String cut(String text, int at) {
        return text.substring(0, Character.isHighSurrogate(text.charAt(at - 1)) ? at - 1 : at);
    }

    private Reply reply(Request request, Move move) {
        if (move.call().isEmpty()) return text(request, move.text());
        var call = move.call().get();
        String arguments = json.writeValueAsString(call.arguments());
        String id = "call_%d".formatted(request.messages().size());
        return new Reply.ToolCalls(
                request.model(),
                Tokens.usage(request, move.text() + arguments),
                move.text(),
                List.of(new ToolCall(id, call.tool(), arguments)));
    }
}
