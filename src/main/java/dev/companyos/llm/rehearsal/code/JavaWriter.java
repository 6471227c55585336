package dev.companyos.llm.rehearsal.code;

import static dev.companyos.llm.rehearsal.code.Words.quoted;

import dev.companyos.llm.rehearsal.code.Field.Type;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Java on the scaffold's own small web framework: a record, a feature for its API, one for its pages, tests. */
final class JavaWriter implements CodeWriter {
    private static final String FEATURES = "src/app/features/";
    private static final String TESTS = "test/app/features/";

    @Override
    public String stack() {
        return "java";
    }

    @Override
    public Map<String, String> backend(Product product, Entity entity) {
        Map<String, String> words = words(entity);
        words.putAll(model(entity));
        words.putAll(apiTests(entity, words));
        String name = JavaNames.className(entity);
        return Map.of(
                FEATURES + name + ".java", fill("Model.java", words),
                FEATURES + name + "Api.java", fill("Api.java", words),
                TESTS + name + "ApiTest.java", fill("ApiTest.java", words));
    }

    @Override
    public Map<String, String> frontend(Product product, Entity entity) {
        Map<String, String> words = words(entity);
        boolean usesHtml = entity.fields().stream().anyMatch(f -> f.type() == Type.BOOLEAN || f.type() == Type.URL);
        words.put("html_import", usesHtml ? "import app.Html;" : "");
        words.put("labels", closed(each(entity, f -> quoted(f.label()))));
        words.put("cells", closed(each(entity, JavaWriter::cell)));
        words.put("form_fields", String.join("\n", each(entity, f -> "+ " + formField(f))) + ";");
        words.putAll(pageTests(entity, words));
        String name = JavaNames.className(entity);
        return Map.of(
                FEATURES + name + "Pages.java", fill("Pages.java", words),
                TESTS + name + "PagesTest.java", fill("PagesTest.java", words));
    }

    @Override
    public Map<String, String> fullstack(Product product) {
        var cards = new ArrayList<String>();
        var samples = new ArrayList<String>();
        for (Entity entity : product.entities()) {
            String key =
                    "\"%s\", \"%s\", \"/%s\"".formatted(entity.title(), entity.pluralSnake(), entity.pluralKebab());
            cards.add("new Card(" + key + ")");
            String values = entity.fields().stream()
                    .map(f -> "Map.entry(%s, %s)".formatted(quoted(f.name()), literal(f, Sample.value(f))))
                    .collect(Collectors.joining(", "));
            samples.add("new Sample(" + key + ", Map.ofEntries(" + values + "))");
        }
        var words = Map.of(
                "name", quoted(product.name()),
                "tagline", quoted(product.tagline()),
                "cards", closed(cards),
                "samples", closed(samples));
        return Map.of(
                FEATURES + "home/HomePage.java", fill("HomePage.java", words),
                TESTS + "home/HomePageTest.java", fill("HomePageTest.java", words));
    }

    private static Map<String, String> words(Entity entity) {
        return Words.of(entity, JavaNames.className(entity));
    }

    private static Map<String, String> model(Entity entity) {
        String imports = entity.fields().stream()
                .map(Field::type)
                .flatMap(type -> switch (type) {
                    case DECIMAL -> Stream.of("import java.math.BigDecimal;");
                    case DATE -> Stream.of("import java.time.LocalDate;");
                    case TEXT, LONG_TEXT, EMAIL, URL, INTEGER, BOOLEAN -> Stream.<String>of();
                })
                .distinct()
                .sorted()
                .collect(Collectors.joining("\n"));
        boolean required = !Sample.required(entity).isEmpty();
        boolean optional = Sample.required(entity).size() < entity.fields().size();
        return Map.of(
                "imports",
                imports,
                "static_imports",
                (optional ? "import static app.Schema.optional;\n" : "")
                        + (required ? "import static app.Schema.required;\n" : ""),
                "components",
                String.join(",\n", each(entity, f -> javaType(f) + " " + JavaNames.component(f))) + ")",
                "properties",
                closed(each(entity, f -> "%s(%s, Kind.%s)"
                        .formatted(
                                Sample.required(entity).contains(f) ? "required" : "optional",
                                quoted(f.name()),
                                f.type()))),
                "arguments",
                closed(each(entity, f -> "values.%s(%s)".formatted(getter(f), quoted(f.name())))),
                "puts",
                String.join("\n", each(entity, f -> "json.put(%s, %s%s);"
                        .formatted(
                                quoted(f.name()),
                                JavaNames.component(f).equals("json") ? "this." : "",
                                JavaNames.component(f)))));
    }

    private static String javaType(Field field) {
        return switch (field.type()) {
            case TEXT, LONG_TEXT, EMAIL, URL -> "String";
            case INTEGER -> "Long";
            case DECIMAL -> "BigDecimal";
            case DATE -> "LocalDate";
            case BOOLEAN -> "boolean";
        };
    }

    private static String getter(Field field) {
        return switch (field.type()) {
            case TEXT, LONG_TEXT, EMAIL, URL -> "text";
            case INTEGER -> "integer";
            case DECIMAL -> "decimal";
            case DATE -> "date";
            case BOOLEAN -> "flag";
        };
    }

    private static String formField(Field field) {
        String name = quoted(field.name());
        String label = quoted(field.label());
        String type =
                switch (field.type()) {
                    case TEXT, BOOLEAN -> "text";
                    case LONG_TEXT -> "textarea";
                    case EMAIL -> "email";
                    case URL -> "url";
                    case INTEGER, DECIMAL -> "number";
                    case DATE -> "date";
                };
        return field.type() == Type.BOOLEAN
                ? "form.toggle(%s, %s)".formatted(name, label)
                : "form.field(%s, %s, \"%s\", %s)".formatted(name, label, type, field.required());
    }

    private static String cell(Field field) {
        String value = "value." + JavaNames.component(field) + "()";
        return switch (field.type()) {
            case URL -> "Html.link(" + value + ")";
            case BOOLEAN -> "Html.yesNo(" + value + ")";
            case TEXT, LONG_TEXT, EMAIL, INTEGER, DECIMAL, DATE -> "escape(" + value + ")";
        };
    }

    private static Map<String, String> apiTests(Entity entity, Map<String, String> words) {
        Field first = entity.fields().getFirst();
        var tests = new HashMap<>(words);
        tests.put("sample", puts("sample", entity, f -> literal(f, Sample.value(f))));
        tests.put("first", quoted(first.name()));
        tests.put("other_value", literal(first, Sample.other(first)));
        tests.put("other_typed", Sample.other(first));
        String required =
                Sample.required(entity).stream().map(f -> quoted(f.name())).collect(Collectors.joining(", "));
        tests.put("required", required);
        List<String> invalid = entity.fields().stream()
                .flatMap(f -> invalid(f).map(v -> "Map.entry(%s, %s)".formatted(quoted(f.name()), v)).stream())
                .toList();
        tests.put("invalid", closed(invalid));
        Optional<Field> text = Sample.text(entity);
        tests.put("name", text.map(f -> quoted(f.name())).orElse(""));
        tests.put("required_test", required.isEmpty() ? "" : fill("ApiTestRequired.java", tests));
        tests.put("invalid_test", invalid.isEmpty() ? "" : fill("ApiTestInvalid.java", tests));
        tests.put("search_test", text.isEmpty() ? "" : fill("ApiTestSearch.java", tests));
        return tests;
    }

    private static Optional<String> invalid(Field field) {
        return Sample.isText(field)
                ? Optional.of("\"x\".repeat(" + (Sample.longest(field) + 1) + ")")
                : Sample.invalid(field).map(Words::quoted);
    }

    private static Map<String, String> pageTests(Entity entity, Map<String, String> words) {
        var tests = new HashMap<>(words);
        tests.put("sample", puts("form", entity, f -> quoted(Sample.value(f))));
        Optional<Field> broken = Sample.breakable(entity);
        broken.ifPresent(field -> {
            tests.put("wrong_name", quoted(field.name()));
            tests.put("wrong_value", quoted(Sample.invalid(field).orElse("")));
            tests.put("message", quoted(Sample.complaint(field)));
            tests.put("kept", quoted(Sample.kept(entity, field)));
        });
        tests.put("errors_test", broken.isEmpty() ? "" : fill("PagesTestErrors.java", tests));
        Optional<Field> text = Sample.text(entity);
        tests.put("name", text.map(f -> quoted(f.name())).orElse(""));
        tests.put("lacks_import", text.isEmpty() ? "" : "import static app.testing.Expect.lacks;");
        tests.put("text_test", text.isEmpty() ? "" : fill("PagesTestText.java", tests));
        return tests;
    }

    private static String puts(String map, Entity entity, Function<Field, String> value) {
        return String.join("\n", each(entity, f -> "%s.put(%s, %s);".formatted(map, quoted(f.name()), value.apply(f))));
    }

    private static String literal(Field field, String typed) {
        return switch (field.type()) {
            case TEXT, LONG_TEXT, EMAIL, URL, DATE -> quoted(typed);
            case INTEGER -> typed + "L";
            case DECIMAL -> "new java.math.BigDecimal(" + quoted(typed) + ")";
            case BOOLEAN -> typed;
        };
    }

    private static List<String> each(Entity entity, Function<Field, String> line) {
        return entity.fields().stream().map(line).toList();
    }

    /** The arguments of a call, one a line, to its closing bracket. */
    private static String closed(List<String> items) {
        return String.join(",\n", items) + ");";
    }

    private static String fill(String template, Map<String, String> words) {
        return Template.of("java/" + template).fill(words);
    }
}
