package dev.companyos.duties;

import dev.companyos.duties.talk.Fence;
import dev.companyos.kernel.CompanyException;
import dev.companyos.llm.Request.SystemBlock;
import dev.companyos.roles.Role;
import dev.companyos.roles.Role.Duty;
import dev.companyos.roles.Roles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The company's prompts: a role's body and a duty's contract make the system text, a duty's brief is the first message.
 * {@code {{slots}}} are filled once; what a slot's value holds is never read as a slot again.
 */
public final class Prompts {
    private static final Pattern SLOT = Pattern.compile("\\{\\{([a-z_]+)}}");
    private static final Set<String> BODY_SLOTS = Set.of("company", "product", "mission", "agent");

    /** What each brief must hold, no more and no less. A duty that fills another set does not start. */
    private static final Map<String, Set<String>> BRIEF_SLOTS = Map.of(
            "direct", Set.of("mission", "state", "earlier", "research", "memory"),
            "plan",
                    Set.of(
                            "mission",
                            "product",
                            "product_description",
                            "order",
                            "roles",
                            "stack",
                            "stack_summary",
                            "files",
                            "closed",
                            "memory"),
            "build",
                    Set.of(
                            "mission",
                            "product",
                            "product_description",
                            "task",
                            "files",
                            "knowledge",
                            "last_error",
                            "memory"),
            "release", Set.of("mission", "product", "product_description", "task", "evidence", "last_error", "memory"),
            "inspect", Set.of("mission", "product", "product_description", "task", "evidence", "memory"),
            "write", Set.of("mission", "product", "product_description", "task", "evidence", "last_error", "memory"),
            "answer", Set.of("mission", "question", "passages"));

    private static final Map<String, Set<String>> CONTRACT_SLOTS = Map.of("build", Set.of("stack", "guide"));

    /** Made by the duties of blocks whose foreign parts are fenced already; the text of every other slot is made inert. */
    private static final Set<String> BUILT =
            Set.of("evidence", "knowledge", "last_error", "order", "passages", "question", "research", "state", "task");

    private static final Set<String> ATTRIBUTES = Set.of("product", "stack");

    private static final String FOREIGN = "foreign";

    private final Roles roles;

    /** @throws CompanyException {@code invalid.prompts}, listing every unknown and every missing slot of every prompt */
    public Prompts(Roles roles) {
        this.roles = roles;
        check();
    }

    /**
     * Contract first (the same for every agent of a duty), then the role's body; both worth caching. Every contract ends
     * with the rules on foreign text.
     *
     * @param duty mostly the role's own; another one when it is asked something on the side
     */
    public List<SystemBlock> system(Duty duty, Role role, Map<String, String> body, Map<String, String> contract) {
        var safe = new HashMap<String, String>();
        body.forEach((slot, text) -> safe.put(
                slot,
                slot.equals("mission") ? "<mission>%s</mission>".formatted(Fence.inert(text)) : Fence.attribute(text)));
        return List.of(
                new SystemBlock(fill(load(name(duty)), contract).strip() + "\n\n" + load(FOREIGN), true),
                new SystemBlock(fill(role.prompt(), safe), true));
    }

    /** What a slot's text holds cannot end the tags around it. */
    public String brief(Duty duty, Map<String, String> values) {
        var safe = new HashMap<String, String>();
        values.forEach((slot, text) -> {
            if (BUILT.contains(slot)) safe.put(slot, text);
            else safe.put(slot, ATTRIBUTES.contains(slot) ? Fence.attribute(text) : Fence.inert(text));
        });
        return fill(load(name(duty) + ".brief"), safe).strip().replaceAll("\n{3,}", "\n\n");
    }

    /** Identifies the templates behind a call: changes when the role file, the contract or the brief does. */
    public String hash(Duty duty, Role role) {
        String templates = role.prompt() + load(name(duty)) + load(FOREIGN) + load(name(duty) + ".brief");
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(templates.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static String name(Duty duty) {
        return duty.name().toLowerCase(Locale.ROOT);
    }

    private void check() {
        var wrong = new ArrayList<String>();
        for (var role : roles.all()) compare("roles/" + role.id() + ".md", role.prompt(), BODY_SLOTS, false, wrong);
        BRIEF_SLOTS.forEach((duty, slots) -> {
            compare("prompts/" + duty + ".brief.md", load(duty + ".brief"), slots, true, wrong);
            compare("prompts/" + duty + ".md", load(duty), CONTRACT_SLOTS.getOrDefault(duty, Set.of()), true, wrong);
        });
        if (!wrong.isEmpty())
            throw CompanyException.invalid(
                    "prompts",
                    "The prompts do not fit the duties that fill them.",
                    String.join("; ", wrong) + ".",
                    "Mend the slots in these files.");
    }

    private static void compare(String file, String text, Set<String> slots, boolean all, List<String> wrong) {
        var found = new TreeSet<String>();
        SLOT.matcher(text).results().forEach(it -> found.add(it.group(1)));
        for (String slot : found) if (!slots.contains(slot)) wrong.add(file + " has the unknown slot {{" + slot + "}}");
        if (all)
            for (String slot : new TreeSet<>(slots))
                if (!found.contains(slot)) wrong.add(file + " lacks {{" + slot + "}}");
    }

    private static String fill(String template, Map<String, String> values) {
        return SLOT.matcher(template).replaceAll(slot -> {
            String value = values.get(slot.group(1));
            if (value == null) throw new IllegalStateException("nobody filled {{" + slot.group(1) + "}}");
            return Matcher.quoteReplacement(value);
        });
    }

    private static String load(String name) {
        try (var in = Prompts.class.getResourceAsStream("/prompts/" + name + ".md")) {
            if (in == null) throw new IllegalStateException("prompts/" + name + ".md is not in the jar");
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
