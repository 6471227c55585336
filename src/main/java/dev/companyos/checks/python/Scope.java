package dev.companyos.checks.python;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One module, class, function or lambda while it is read: what its names are and what may stand in it. */
final class Scope {
    enum Kind {
        MODULE,
        CLASS,
        FUNCTION,
        LAMBDA
    }

    final Kind kind;
    final boolean async;
    final @Nullable Scope outer;
    final Set<String> parameters = new HashSet<>();
    final Set<String> bound = new HashSet<>();
    final List<String> used = new ArrayList<>();
    final Set<String> globals = new HashSet<>();
    final Map<String, Integer> nonlocals = new HashMap<>();
    /** Loops around the present place in this scope. */
    int loops;

    int blocks;
    /** Inside of how many {@code except*}, and the loops that were open at the innermost. */
    int stars;

    int starLoops;
    int yields;
    int returnedValueLine;
    /** Line of an await that only a generator around it can allow, or 0. */
    int strayAwait;

    /** Nonlocal names of inner functions that may still be assigned further down. */
    private final Map<String, Integer> pending = new HashMap<>();

    Scope(Kind kind, boolean async, @Nullable Scope outer) {
        this.kind = kind;
        this.async = async;
        this.outer = outer;
    }

    boolean isFunction() {
        return kind == Kind.FUNCTION || kind == Kind.LAMBDA;
    }

    void parameter(String name, int line) {
        bind(name, line);
        if (!parameters.add(name)) throw new Refusal(line, "the parameter `%s` is there twice".formatted(name));
    }

    void bind(String name, int line) {
        if (name.equals("__debug__")) throw new Refusal(line, "`__debug__` cannot be assigned");
        bound.add(name);
    }

    void global(String name, int line) {
        declare(name, "global", line);
        if (nonlocals.containsKey(name)) throw new Refusal(line, "`%s` is nonlocal and global".formatted(name));
        globals.add(name);
    }

    void nonlocal(String name, int line) {
        if (kind == Kind.MODULE) throw new Refusal(line, "nonlocal at the top of a module");
        declare(name, "nonlocal", line);
        if (globals.contains(name)) throw new Refusal(line, "`%s` is nonlocal and global".formatted(name));
        nonlocals.put(name, line);
    }

    private void declare(String name, String word, int line) {
        if (parameters.contains(name)) throw new Refusal(line, "`%s` is a parameter and %s".formatted(name, word));
        if (globals.contains(name) || nonlocals.containsKey(name)) return;
        if (bound.contains(name)) throw new Refusal(line, "`%s` is assigned before it is %s".formatted(name, word));
        if (used.contains(name)) throw new Refusal(line, "`%s` is used before it is %s".formatted(name, word));
    }

    /** At the end of a statement's line. */
    void awaited() {
        if (strayAwait > 0) throw new Refusal(strayAwait, "await stands outside of an async function");
    }

    /** At the end of the scope: hands what is nonlocal and not known here to the scope around it. */
    void close() {
        awaited();
        if (async && yields > 0 && returnedValueLine > 0)
            throw new Refusal(returnedValueLine, "an asynchronous generator returns a value");
        if (outer == null) {
            pending.forEach((name, line) -> {
                throw new Refusal(line, "nonlocal `%s` is assigned in no function around it".formatted(name));
            });
            return;
        }
        outer.pending.putAll(nonlocals);
        pending.forEach((name, line) -> {
            if (!binds(name)) outer.pending.put(name, line);
        });
    }

    private boolean binds(String name) {
        return name.equals("__class__")
                || isFunction() && bound.contains(name) && !globals.contains(name) && !nonlocals.containsKey(name);
    }
}
