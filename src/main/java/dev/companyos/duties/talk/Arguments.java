package dev.companyos.duties.talk;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a tool is called with. A record is the only place where it is written down: the JSON Schema that the model sees and
 * the check of what it sends are both read from the record's components.
 *
 * <p>A component is a {@code String}, {@code int}, {@code boolean}, {@code List<String>}, or an {@code Optional} of one of
 * them, which need not be given; its name in JSON is the same in snake_case.
 */
public final class Arguments<A extends Record> {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Class<A> type;
    private final List<Field> fields;

    private enum Kind {
        TEXT("string", "a text"),
        NUMBER("integer", "a whole number"),
        FLAG("boolean", "true or false"),
        TEXTS("array", "a list of texts");

        private final String schema;
        private final String words;

        Kind(String schema, String words) {
            this.schema = schema;
            this.words = words;
        }
    }

    private record Field(String name, Kind kind, boolean required, String told) {}

    public sealed interface Read<A> {
        record Usable<A>(A arguments) implements Read<A> {}

        /** @param problems one sentence each, naming the field */
        record Wrong<A>(List<String> problems) implements Read<A> {}
    }

    /** @throws IllegalArgumentException for a record with a component of another type */
    public Arguments(Class<A> type) {
        this.type = type;
        this.fields =
                Arrays.stream(type.getRecordComponents()).map(Arguments::field).toList();
    }

    /** An object that is closed. */
    public String schema() {
        var properties = JSON.createObjectNode();
        var required = JSON.createArrayNode();
        for (var it : fields) {
            var property = JSON.createObjectNode().put("type", it.kind().schema);
            if (it.kind() == Kind.TEXTS)
                property.set("items", JSON.createObjectNode().put("type", "string"));
            if (!it.told().isEmpty()) property.put("description", it.told());
            properties.set(it.name(), property);
            if (it.required()) required.add(it.name());
        }
        ObjectNode schema = JSON.createObjectNode().put("type", "object").put("additionalProperties", false);
        schema.set("required", required);
        schema.set("properties", properties);
        return JSON.writeValueAsString(schema);
    }

    /** {@code null} for an optional field is the same as leaving it out. */
    public Read<A> read(JsonNode given) {
        if (!given.isObject()) return new Read.Wrong<>(List.of("The arguments must be one JSON object."));
        var problems = new ArrayList<String>();
        var values = new ArrayList<Object>();
        for (var field : fields) {
            var value = given.path(field.name());
            boolean absent = value.isMissingNode() || value.isNull();
            if (absent && field.required())
                problems.add("`%s` is missing; it must be %s.".formatted(field.name(), field.kind().words));
            Optional<Object> read = absent ? Optional.empty() : value(field.kind(), value);
            if (!absent && read.isEmpty())
                problems.add("`%s` must be %s, not %s.".formatted(field.name(), field.kind().words, words(value)));
            if (field.required()) read.ifPresent(values::add);
            else values.add(read);
        }
        for (String name : given.propertyNames())
            if (fields.stream().noneMatch(it -> it.name().equals(name)))
                problems.add("There is no argument `%s`; there %s.".formatted(first(name), names()));
        return problems.isEmpty() ? new Read.Usable<>(make(values)) : new Read.Wrong<>(List.copyOf(problems));
    }

    private static Field field(RecordComponent component) {
        Type given = component.getGenericType();
        boolean optional = component.getType() == Optional.class;
        Type type = optional ? ((ParameterizedType) given).getActualTypeArguments()[0] : given;
        Kind kind;
        if (type == String.class) kind = Kind.TEXT;
        else if (type == int.class || type == Integer.class) kind = Kind.NUMBER;
        else if (type == boolean.class || type == Boolean.class) kind = Kind.FLAG;
        else if (type instanceof ParameterizedType list
                && list.getRawType() == List.class
                && list.getActualTypeArguments()[0] == String.class) kind = Kind.TEXTS;
        else throw new IllegalArgumentException("%s cannot be an argument of a tool".formatted(component));
        var told = component.getAnnotation(Told.class);
        String name = component.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
        return new Field(name, kind, !optional, told == null ? "" : told.value());
    }

    private static Optional<Object> value(Kind kind, JsonNode value) {
        return switch (kind) {
            case TEXT -> value.isString() ? Optional.of(value.asString()) : Optional.empty();
            // 3.0 is what some models write for 3
            case NUMBER ->
                value.isNumber()
                                && value.doubleValue() == Math.rint(value.doubleValue())
                                && Math.abs(value.doubleValue()) <= Integer.MAX_VALUE
                        ? Optional.of((int) value.doubleValue())
                        : Optional.empty();
            case FLAG -> value.isBoolean() ? Optional.of(value.asBoolean()) : Optional.empty();
            case TEXTS ->
                value.isArray()
                                && StreamSupport.stream(value.spliterator(), false)
                                        .allMatch(JsonNode::isString)
                        ? Optional.of(StreamSupport.stream(value.spliterator(), false)
                                .map(JsonNode::asString)
                                .toList())
                        : Optional.empty();
        };
    }

    private static String words(JsonNode value) {
        return switch (value.getNodeType()) {
            case STRING -> "the text \"%s\"".formatted(first(value.asString()));
            case NUMBER -> "the number " + first(value.asString());
            case BOOLEAN -> value.asString();
            case ARRAY -> "a list";
            case OBJECT, POJO -> "an object";
            case NULL, MISSING, BINARY -> "nothing";
        };
    }

    private String names() {
        if (fields.isEmpty()) return "are none";
        return (fields.size() == 1 ? "is " : "are ")
                + fields.stream().map(it -> "`" + it.name() + "`").collect(Collectors.joining(", "));
    }

    private A make(List<Object> values) {
        var types = Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        try {
            var constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(values.toArray());
        } catch (InvocationTargetException e) {
            throw new IllegalStateException("%s refuses its own components".formatted(type), e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("%s cannot be made".formatted(type), e);
        }
    }

    private static String first(String text) {
        return text.length() > 60 ? text.substring(0, 60) + "…" : text;
    }
}
