package dev.companyos.llm.rehearsal.code;

import static dev.companyos.llm.rehearsal.code.Words.listed;
import static dev.companyos.llm.rehearsal.code.Words.quoted;

import dev.companyos.llm.rehearsal.code.Field.Type;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Python: a SQLAlchemy model, a pydantic schema, FastAPI routers, pytest. */
final class FastApiWriter implements CodeWriter {
    @Override
    public String stack() {
        return "fastapi";
    }

    @Override
    public Map<String, String> backend(Product product, Entity entity) {
        Map<String, String> words = words(entity);
        words.putAll(model(entity));
        words.putAll(apiTests(entity, words));
        return Map.of(
                "app/models/" + FastApiNames.module(entity) + ".py", fill("model.py", words),
                "app/routers/" + entity.snake() + "_api.py", fill("api.py", words),
                "tests/test_" + entity.snake() + "_api.py", fill("test_api.py", words));
    }

    @Override
    public Map<String, String> frontend(Product product, Entity entity) {
        Map<String, String> words = words(entity);
        var imports = new TreeSet<>(List.of("Link", "escape", "page"));
        for (Field field : entity.fields()) {
            imports.add(field.type() == Type.BOOLEAN ? "toggle_field" : "text_field");
            if (field.type() == Type.BOOLEAN) imports.add("yes_no");
            if (field.type() == Type.URL) imports.add("link_to");
        }
        words.put("html_imports", String.join(", ", imports));
        words.put(
                "labels",
                listed(entity.fields().stream().map(f -> quoted(f.label())).toList()));
        words.put(
                "form_fields",
                listed(entity.fields().stream().map(FastApiWriter::formField).toList()));
        words.put(
                "cells",
                listed(entity.fields().stream().map(FastApiWriter::cell).toList()));
        words.putAll(pageTests(entity, words));
        return Map.of(
                "app/routers/" + entity.snake() + "_pages.py", fill("pages.py", words),
                "tests/test_" + entity.snake() + "_pages.py", fill("test_pages.py", words));
    }

    @Override
    public Map<String, String> fullstack(Product product) {
        var cards = new ArrayList<String>();
        var samples = new ArrayList<String>();
        for (Entity entity : product.entities()) {
            String key =
                    "\"%s\", \"%s\", \"/%s\"".formatted(entity.title(), entity.pluralSnake(), entity.pluralKebab());
            cards.add("Card(" + key + ")");
            samples.add("(" + key + ", {" + items(entity.fields()) + "})");
        }
        var words = Map.of(
                "name", quoted(product.name()),
                "tagline", quoted(product.tagline()),
                "cards", listed(cards),
                "samples", listed(samples));
        return Map.of("app/routers/home.py", fill("home.py", words), "tests/test_home.py", fill("test_home.py", words));
    }

    private static Map<String, String> words(Entity entity) {
        Map<String, String> words = Words.of(entity, FastApiNames.className(entity));
        words.put("module", FastApiNames.module(entity));
        words.put("plural_module", FastApiNames.alias(entity));
        return words;
    }

    private static Map<String, String> model(Entity entity) {
        String className = FastApiNames.className(entity);
        var columns = new ArrayList<String>();
        var fields = new ArrayList<String>();
        var checks = new ArrayList<String>();
        var columnTypes = new TreeSet<>(List.of("Column", "DateTime", "Integer", "String"));
        var rules = new TreeSet<>(List.of("Schema"));
        for (Field field : entity.fields()) {
            String attribute = FastApiNames.attribute(field);
            boolean renamed = !attribute.equals(field.name());
            String type = columnType(field);
            columnTypes.add(type.replaceAll("\\(.*", ""));
            columns.add("%s = Column(%s%s%s)"
                    .formatted(
                            attribute,
                            renamed ? quoted(field.name()) + ", " : "",
                            type,
                            field.required() || field.type() == Type.BOOLEAN ? ", nullable=False" : ""));
            fields.add(schemaField(field, attribute, renamed));
            rule(field).ifPresent(rule -> {
                rules.add("check");
                rules.add(rule);
                checks.add("_check_%s = check(\"%s\", %s)".formatted(field.name(), attribute, rule));
            });
        }
        List<Field> searched = entity.fields().stream()
                .filter(f -> Sample.isText(f) || f.type() == Type.EMAIL || f.type() == Type.URL)
                .toList();
        return Map.of(
                "column_imports",
                String.join(", ", columnTypes) + ", cast, func, or_, select",
                "schema_imports",
                String.join(", ", rules),
                "columns",
                String.join("\n", columns),
                "fields",
                String.join("\n", fields),
                "checks",
                String.join("\n", checks),
                "searched",
                (searched.isEmpty() ? entity.fields() : searched)
                        .stream()
                                .map(f -> className + "." + FastApiNames.attribute(f))
                                .collect(Collectors.joining(", ")));
    }

    private static String columnType(Field field) {
        return switch (field.type()) {
            case TEXT, EMAIL, URL -> "String(" + Sample.longest(field) + ")";
            case LONG_TEXT -> "Text";
            case INTEGER -> "BigInteger";
            case DECIMAL -> "Float";
            case DATE -> "Date";
            case BOOLEAN -> "Boolean";
        };
    }

    private static String schemaField(Field field, String attribute, boolean renamed) {
        boolean optional = !field.required() && field.type() != Type.BOOLEAN;
        String type =
                switch (field.type()) {
                    case TEXT, LONG_TEXT, EMAIL, URL -> "str";
                    case INTEGER -> "int";
                    case DECIMAL -> "float";
                    case DATE -> "datetime.date";
                    case BOOLEAN -> "bool";
                };
        String start = field.type() == Type.BOOLEAN ? "False" : optional ? "None" : "...";
        String limits =
                switch (field.type()) {
                    case TEXT, LONG_TEXT, EMAIL, URL ->
                        (optional ? "" : ", min_length=1") + ", max_length=" + Sample.longest(field);
                    case INTEGER -> ", ge=-(10**15), le=10**15";
                    case DECIMAL -> ", ge=-1e15, le=1e15, allow_inf_nan=False";
                    case DATE, BOOLEAN -> "";
                };
        String alias = renamed ? ", alias=" + quoted(field.name()) : "";
        return "%s: %s%s = Field(%s%s%s)".formatted(attribute, type, optional ? " | None" : "", start, alias, limits);
    }

    private static Optional<String> rule(Field field) {
        return switch (field.type()) {
            case EMAIL -> Optional.of("email_address");
            case URL -> Optional.of("web_address");
            case TEXT, LONG_TEXT, INTEGER, DECIMAL, DATE, BOOLEAN -> Optional.empty();
        };
    }

    private static String formField(Field field) {
        String name = quoted(field.name());
        String given = "%s, %s, form.get(%s), errors.get(%s, \"\")".formatted(name, quoted(field.label()), name, name);
        if (field.type() == Type.BOOLEAN) {
            return "toggle_field(" + given + ")";
        }
        String kind =
                switch (field.type()) {
                    case TEXT, BOOLEAN -> "";
                    case LONG_TEXT -> ", kind=\"textarea\"";
                    case EMAIL -> ", kind=\"email\"";
                    case URL -> ", kind=\"url\"";
                    case INTEGER -> ", kind=\"number\"";
                    case DECIMAL -> ", kind=\"number\", step=\"any\"";
                    case DATE -> ", kind=\"date\"";
                };
        return "text_field(" + given + kind + (field.required() ? ", required=True" : "") + ")";
    }

    private static String cell(Field field) {
        String value = "row." + FastApiNames.attribute(field);
        return switch (field.type()) {
            case URL -> "link_to(" + value + ")";
            case BOOLEAN -> "yes_no(" + value + ")";
            case TEXT, LONG_TEXT, EMAIL, INTEGER, DECIMAL, DATE -> "escape(" + value + ")";
        };
    }

    private static Map<String, String> apiTests(Entity entity, Map<String, String> words) {
        Field first = entity.fields().getFirst();
        var tests = new HashMap<>(words);
        tests.put(
                "sample",
                listed(entity.fields().stream()
                        .map(f -> item(f, Sample.value(f)))
                        .toList()));
        tests.put("other", item(first, Sample.other(first)));
        tests.put("first", quoted(first.name()));
        tests.put("other_value", literal(first, Sample.other(first)));
        tests.put(
                "required",
                Sample.required(entity).stream().map(f -> quoted(f.name())).collect(Collectors.joining(", ")));
        var invalid = new ArrayList<String>();
        for (Field field : entity.fields()) {
            Sample.invalid(field).ifPresent(v -> invalid.add("(%s, %s)".formatted(quoted(field.name()), quoted(v))));
            if (Sample.isText(field)) {
                invalid.add("pytest.param(\"%s\", \"x\" * %d, id=\"%s-too-long\")"
                        .formatted(field.name(), Sample.longest(field) + 1, field.name()));
            }
            if (field.required() && field.type() != Type.BOOLEAN) {
                invalid.add("(%s, None)".formatted(quoted(field.name())));
            }
        }
        tests.put("invalid", listed(invalid));
        Optional<Field> text = Sample.text(entity);
        tests.put("wanted", text.map(f -> item(f, "50% off_now")).orElse(""));
        tests.put("wanted_query", quoted("0% OFF_"));
        tests.put("required_test", Sample.required(entity).isEmpty() ? "" : fill("test_api_required.py", tests));
        tests.put("invalid_test", invalid.isEmpty() ? "" : fill("test_api_invalid.py", tests));
        tests.put("search_test", text.isEmpty() ? "" : fill("test_api_search.py", tests));
        return tests;
    }

    private static Map<String, String> pageTests(Entity entity, Map<String, String> words) {
        var tests = new HashMap<>(words);
        tests.put(
                "form_sample",
                listed(entity.fields().stream()
                        .map(f -> quoted(f.name()) + ": " + quoted(Sample.value(f)))
                        .toList()));
        Optional<Field> broken = Sample.breakable(entity);
        broken.ifPresent(field -> {
            tests.put(
                    "wrong",
                    quoted(field.name()) + ": " + quoted(Sample.invalid(field).orElse("")));
            tests.put("message", quoted(Sample.complaint(field)));
            tests.put("kept", quoted(Sample.kept(entity, field)));
        });
        tests.put("errors_test", broken.isEmpty() ? "" : fill("test_pages_errors.py", tests));
        Optional<Field> text = Sample.text(entity);
        tests.put("name", text.map(f -> quoted(f.name())).orElse(""));
        tests.put("text_test", text.isEmpty() ? "" : fill("test_pages_text.py", tests));
        return tests;
    }

    static String items(List<Field> fields) {
        return fields.stream().map(f -> item(f, Sample.value(f))).collect(Collectors.joining(", "));
    }

    private static String item(Field field, String typed) {
        return quoted(field.name()) + ": " + literal(field, typed);
    }

    private static String literal(Field field, String typed) {
        return switch (field.type()) {
            case TEXT, LONG_TEXT, EMAIL, URL, DATE -> quoted(typed);
            case INTEGER, DECIMAL -> typed;
            case BOOLEAN -> Words.capitalized(typed);
        };
    }

    private static String fill(String template, Map<String, String> words) {
        return Template.of("fastapi/" + template).fill(words);
    }
}
