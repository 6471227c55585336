package dev.companyos.llm.rehearsal;

import dev.companyos.llm.Message;
import dev.companyos.llm.Request;
import dev.companyos.llm.rehearsal.code.Product;
import dev.companyos.llm.rehearsal.language.MissionReader;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A request, as read.
 *
 * @param duty {@code direct}, {@code plan}, …, or "" where the prompt names none
 * @param opening the first thing that the user said
 * @param blocks of the opening
 */
record Prompt(String duty, String stack, String system, String opening, List<Block> blocks, Request request) {
    private static final Pattern DUTY = Pattern.compile("(?m)^\\s*#\\s*Duty:\\s*([a-z]{1,20})");
    private static final Pattern STACK = Pattern.compile("<stack\\s+name=\"([^\"]{1,60})\"");
    private static final Pattern ROLE = Pattern.compile("(?m)^\\s*-\\s*`?([a-z][a-z0-9_-]{0,40})`?\\s*(?::|$)");

    static Prompt of(Request request) {
        String system = request.system().stream().map(Request.SystemBlock::text).collect(Collectors.joining("\n"));
        String opening = request.messages().stream()
                .filter(Message.User.class::isInstance)
                .map(message -> ((Message.User) message).text())
                .findFirst()
                .orElse("");
        return new Prompt(first(DUTY, system), first(STACK, system), system, opening, Block.in(opening), request);
    }

    Optional<Block> block(String name) {
        return blocks.stream().filter(block -> block.name().equals(name)).findFirst();
    }

    /** What the block of that name holds, or "". */
    String text(String name) {
        return block(name).map(Block::content).orElse("");
    }

    TaskBrief task() {
        return block("task").map(TaskBrief::of).orElse(TaskBrief.NONE);
    }

    /** Role ids in the order given; none where the prompt lists none. */
    List<String> roles() {
        Matcher matcher = ROLE.matcher(text("roles"));
        return matcher.results()
                .map(result -> result.group(1))
                .distinct()
                .limit(60)
                .toList();
    }

    /** What the mission asks for, under the name that the company gave it. */
    Product product(MissionReader reader) {
        Block said = block("product").orElse(new Block("product", Map.of(), ""));
        String mission = text("mission");
        Product read = reader.read(mission.isEmpty() ? said.content() : mission);
        String name = line(said.attribute("name"), 80);
        String tagline = line(said.content(), 160);
        return new Product(
                name.isEmpty() ? read.name() : name, tagline.isEmpty() ? read.tagline() : tagline, read.entities());
    }

    /** Whether nothing was said in reply yet. */
    boolean isFirstCall() {
        return request.messages().size() <= 1;
    }

    /** The first line of a text, at most so many characters of it. */
    static String line(String text, int longest) {
        String first = text.strip().lines().findFirst().orElse("").strip();
        int[] points = first.codePoints().toArray();
        return points.length <= longest ? first : new String(points, 0, longest - 1).strip() + "…";
    }

    private static String first(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? matcher.group(1) : "";
    }
}
