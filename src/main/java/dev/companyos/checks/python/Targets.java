package dev.companyos.checks.python;

import dev.companyos.checks.python.Expression.Kind;

/** What may be assigned to, deleted, or counted up. */
final class Targets {
    private Targets() {}

    /** Of {@code =}, {@code for}, {@code with}: names bind in {@code scope}. */
    static void assign(Expression target, Scope scope) {
        switch (target.kind()) {
            case NAME -> scope.bind(target.name(), target.line());
            case ATTRIBUTE -> debug(target);
            case SUBSCRIPT -> {}
            case TUPLE, LIST -> {
                if (target.parts().stream().filter(it -> it.kind() == Kind.STAR).count() > 1)
                    throw new Refusal(target.line(), "there is more than one starred target in an assignment");
                for (var part : target.parts()) {
                    if (part.kind() == Kind.STAR) assign(part.parts().getFirst(), scope);
                    else assign(part, scope);
                }
            }
            case STAR -> throw new Refusal(target.line(), "a starred target is in a list or tuple");
            case WALRUS, GENERATOR, STRING, OTHER -> throw cannot("assign to", target);
        }
    }

    /** Of {@code +=} and of an annotation. */
    static void single(Expression target, String what, Scope scope) {
        switch (target.kind()) {
            case NAME -> scope.bind(target.name(), target.line());
            case ATTRIBUTE -> debug(target);
            case SUBSCRIPT -> {}
            case TUPLE, LIST, STAR, WALRUS, GENERATOR, STRING, OTHER -> throw cannot(what, target);
        }
    }

    static void delete(Expression target, Scope scope) {
        switch (target.kind()) {
            case NAME -> scope.bind(target.name(), target.line());
            case ATTRIBUTE -> debug(target);
            case SUBSCRIPT -> {}
            case TUPLE, LIST -> target.parts().forEach(it -> delete(it, scope));
            case STAR, WALRUS, GENERATOR, STRING, OTHER -> throw cannot("delete", target);
        }
    }

    private static void debug(Expression target) {
        if (target.name().equals("__debug__")) throw new Refusal(target.line(), "`__debug__` cannot be assigned");
    }

    private static Refusal cannot(String what, Expression target) {
        return new Refusal(target.line(), "nothing can %s %s".formatted(what, target.name()));
    }
}
