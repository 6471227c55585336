package dev.companyos.llm.rehearsal.code;

import java.util.Set;

/** Names that Python, pydantic and SQLAlchemy leave free. A name that is taken gets a trailing underscore or a noun. */
final class FastApiNames {
    private static final Set<String> KEYWORDS = Set.of(
            ("and as assert async await break class continue def del elif else except finally for from global if import"
                            + " in is lambda nonlocal not or pass raise return try while with yield match case type")
                    .split(" "));
    /** Of the classes that attributes live in, and what their bodies mention. */
    private static final Set<String> ATTRIBUTES = Set.of(
            ("json dict copy schema schema_json construct validate fields parse_obj parse_raw parse_file from_orm config"
                            + " update_forward_refs stored public of metadata registry query datetime str int float bool"
                            + " list self")
                    .split(" "));

    private static final Set<String> CLASSES = Set.of(
            ("None True False Base Schema Field Session BigInteger Boolean Column Date DateTime Float Integer String Text Any Body"
                            + " Depends HTTPException Query Response Request APIRouter Mapping ValidationError Link"
                            + " RedirectResponse")
                    .split(" "));
    /** Local names and imports of the generated modules. */
    private static final Set<String> MODULES = Set.of(
            ("router session values row rows number text limit offset found total columns changes response request form"
                            + " escape page problems navigation errors fields notice")
                    .split(" "));

    private FastApiNames() {}

    /** Differs from {@link Field#name} where Python needs it; JSON keeps the name by an alias. */
    static String attribute(Field field) {
        String name = field.name();
        return KEYWORDS.contains(name) || ATTRIBUTES.contains(name) || name.startsWith("model_") ? name + "_" : name;
    }

    static String className(Entity entity) {
        return CLASSES.contains(entity.className()) ? entity.className() + "Entry" : entity.className();
    }

    static String module(Entity entity) {
        return KEYWORDS.contains(entity.snake()) ? entity.snake() + "_" : entity.snake();
    }

    /** What the routers call the entity's module. */
    static String alias(Entity entity) {
        String name = entity.pluralSnake();
        return KEYWORDS.contains(name) || ATTRIBUTES.contains(name) || MODULES.contains(name) || isRule(name)
                ? name + "_table"
                : name;
    }

    private static boolean isRule(String name) {
        return Set.of("create", "read", "read_many", "replace", "update", "delete", "show", "q", "get_session")
                .contains(name);
    }
}
