package dev.companyos.llm.rehearsal.code;

import static dev.companyos.llm.rehearsal.code.Words.listed;
import static dev.companyos.llm.rehearsal.code.Words.quoted;

import dev.companyos.llm.rehearsal.code.Field.Type;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** FastAPI's model, API and tests with a migration, and typed pages of Next.js with Vitest. */
final class FastApiNextWriter implements CodeWriter {
    private static final int MIGRATIONS = 1_000_000;

    private final FastApiWriter api = new FastApiWriter();

    @Override
    public String stack() {
        return "fastapi-next";
    }

    @Override
    public Map<String, String> backend(Product product, Entity entity) {
        var table = words(entity);
        table.put("columns", String.join(",\n", each(entity, FastApiNextWriter::column)));
        int number = Math.floorMod(entity.pluralSnake().hashCode(), MIGRATIONS);
        var files = new HashMap<>(api.backend(product, entity));
        files.put(
                "migrations/20260101%06d_%s.sql".formatted(number, entity.pluralSnake()), fill("migration.sql", table));
        return Map.copyOf(files);
    }

    @Override
    public Map<String, String> frontend(Product product, Entity entity) {
        var words = words(entity);
        words.put("types", String.join("\n", each(entity, it -> it.name() + ": " + type(it))));
        words.put("kinds", listed(each(entity, it -> "%s: '%s'".formatted(it.name(), kind(it)))));
        words.put("field_imports", imports(entity, FastApiNextWriter::fieldComponent));
        String values = imports(entity, FastApiNextWriter::valueComponent);
        words.put(
                "value_imports", values.isEmpty() ? "" : "import { %s } from '@/components/values'".formatted(values));
        words.put("heads", String.join("\n", each(entity, it -> "<th>{%s}</th>".formatted(quoted(it.label())))));
        words.put("cells", String.join("\n", each(entity, it -> "<td>%s</td>".formatted(cell(it)))));
        words.put("fields", String.join("\n", each(entity, FastApiNextWriter::field)));
        words.putAll(tests(entity, words));
        String name = entity.pluralKebab();
        return Map.of(
                "frontend/features/%s/api.ts".formatted(name), fill("api.ts", words),
                "frontend/features/%s/view.tsx".formatted(name), fill("view.tsx", words),
                "frontend/app/%s/page.tsx".formatted(name), fill("page.tsx", words),
                "frontend/app/%s/menu.json".formatted(name), "{ \"label\": %s }%n".formatted(quoted(entity.title())),
                "frontend/tests/features/%s.test.tsx".formatted(name), fill("view.test.tsx", words));
    }

    @Override
    public Map<String, String> fullstack(Product product) {
        var cards = new ArrayList<String>();
        var samples = new ArrayList<String>();
        for (Entity entity : product.entities()) {
            cards.add("{ label: %s, table: %s, path: %s }"
                    .formatted(
                            quoted(entity.title()), quoted(entity.pluralSnake()), quoted("/" + entity.pluralKebab())));
            samples.add("(\"%s\", \"/%s\", {%s})"
                    .formatted(entity.pluralSnake(), entity.pluralKebab(), FastApiWriter.items(entity.fields())));
        }
        var words = Map.of(
                "name", quoted(product.name()),
                "tagline", quoted(product.tagline()),
                "cards", listed(cards),
                "samples", listed(samples),
                "titles", joined(product.entities(), it -> quoted(it.title())),
                "tables",
                        listed(product.entities().stream()
                                .map(it -> quoted(it.pluralSnake()))
                                .toList()));
        return Map.of(
                "frontend/app/page.tsx", fill("home.tsx", words),
                "frontend/features/home/cards.tsx", fill("cards.tsx", words),
                "frontend/tests/home.test.tsx", fill("home.test.tsx", words),
                "app/routers/summary.py", fill("summary.py", words),
                "tests/test_summary.py", fill("test_summary.py", words));
    }

    private static Map<String, String> words(Entity entity) {
        return Words.of(entity, entity.className());
    }

    private static String column(Field field) {
        String type =
                switch (field.type()) {
                    case TEXT, EMAIL, URL -> "varchar(%d)".formatted(Sample.longest(field));
                    case LONG_TEXT -> "text";
                    case INTEGER -> "bigint";
                    case DECIMAL -> "double precision";
                    case DATE -> "date";
                    case BOOLEAN -> "boolean";
                };
        boolean always = field.required() || field.type() == Type.BOOLEAN;
        return "\"%s\" %s%s".formatted(field.name(), type, always ? " not null" : "");
    }

    private static String type(Field field) {
        return switch (field.type()) {
            case BOOLEAN -> "boolean";
            case INTEGER, DECIMAL -> field.required() ? "number" : "number | null";
            case TEXT, LONG_TEXT, EMAIL, URL, DATE -> field.required() ? "string" : "string | null";
        };
    }

    private static String kind(Field field) {
        return switch (field.type()) {
            case BOOLEAN -> "toggle";
            case INTEGER, DECIMAL -> "number";
            case TEXT, LONG_TEXT, EMAIL, URL, DATE -> "text";
        };
    }

    private static String fieldComponent(Field field) {
        return field.type() == Type.BOOLEAN ? "ToggleField" : "TextField";
    }

    private static String valueComponent(Field field) {
        return switch (field.type()) {
            case URL -> "Address";
            case BOOLEAN -> "YesNo";
            case TEXT, LONG_TEXT, EMAIL, INTEGER, DECIMAL, DATE -> "";
        };
    }

    private static String cell(Field field) {
        String component = valueComponent(field);
        return component.isEmpty()
                ? "{row.%s}".formatted(field.name())
                : "<%s value={row.%s} />".formatted(component, field.name());
    }

    private static String field(Field field) {
        String kind =
                switch (field.type()) {
                    case TEXT, BOOLEAN -> "";
                    case LONG_TEXT -> " kind=\"textarea\"";
                    case EMAIL -> " kind=\"email\"";
                    case URL -> " kind=\"url\"";
                    case INTEGER -> " kind=\"number\"";
                    case DECIMAL -> " kind=\"number\" step=\"any\"";
                    case DATE -> " kind=\"date\"";
                };
        boolean required = field.required() && field.type() != Type.BOOLEAN;
        return "<%s name=\"%s\" label={%s}%s%s error={kept.fields.%s} />"
                .formatted(
                        fieldComponent(field),
                        field.name(),
                        quoted(field.label()),
                        kind,
                        required ? " required" : "",
                        field.name());
    }

    private static Map<String, String> tests(Entity entity, Map<String, String> words) {
        var tests = new HashMap<>(words);
        tests.put("sample", listed(each(entity, it -> it.name() + ": " + literal(it))));
        tests.put("labels", listed(each(entity, it -> quoted(it.label()))));
        tests.put("first", entity.fields().getFirst().name());
        tests.put(
                "typed",
                entity.fields().stream()
                        .filter(it -> it.type() != Type.BOOLEAN)
                        .findFirst()
                        .map(it -> "expect(field('%s').value).toBe(%s)".formatted(it.name(), quoted(Sample.value(it))))
                        .orElse(""));
        var text = Sample.text(entity);
        tests.put("name", text.map(Field::name).orElse(""));
        tests.put("text_test", text.isEmpty() ? "" : fill("text.test.tsx", tests));
        return tests;
    }

    private static String literal(Field field) {
        return switch (field.type()) {
            case INTEGER, DECIMAL, BOOLEAN -> Sample.value(field);
            case TEXT, LONG_TEXT, EMAIL, URL, DATE -> quoted(Sample.value(field));
        };
    }

    /** Of what the fields need, each once. */
    private static String imports(Entity entity, Function<Field, String> component) {
        var names = new TreeSet<>(each(entity, component));
        names.remove("");
        return String.join(", ", names);
    }

    private static List<String> each(Entity entity, Function<Field, String> line) {
        return entity.fields().stream().map(line).toList();
    }

    private static <T> String joined(List<T> all, Function<T, String> one) {
        return all.stream().map(one).collect(Collectors.joining(", "));
    }

    private static String fill(String template, Map<String, String> words) {
        return Template.of("fastapi-next/" + template).fill(words);
    }
}
