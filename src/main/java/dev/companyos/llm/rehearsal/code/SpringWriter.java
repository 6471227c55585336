package dev.companyos.llm.rehearsal.code;

import static dev.companyos.llm.rehearsal.code.Words.quoted;

import dev.companyos.llm.rehearsal.code.Field.Type;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Spring Boot on the scaffold: a record, its table with its migration, an API, a page with its template, tests. */
final class SpringWriter implements CodeWriter {
    private static final String FEATURES = "src/main/java/app/features/";
    private static final String RESOURCES = "src/main/resources/";
    private static final String TESTS = "src/test/java/app/features/";
    private static final int MIGRATIONS = 1_000_000;
    /** What the generated classes mention beyond {@link JavaNames}. */
    private static final Set<String> TAKEN = Set.of(
            ("Kept Slice Counted NotFound Patch Form MenuLink Model View Controller Configuration Bean Repository"
                            + " Transactional RowMapper JdbcClient GeneratedKeyHolder Optional Arrays OffsetDateTime Valid"
                            + " Size Email Pattern Digits NotNull NotBlank JsonProperty BindParam BindingResult"
                            + " MessageSource HttpStatus HttpMethod MediaType ResponseEntity ResponseStatus RequestParam"
                            + " RequestBody RequestMapping PathVariable Summary Home Application ProductTest MockMvc"
                            + " MockMvcTester MvcTestResult JsonMapper TypeReference Autowired Service Component")
                    .split(" "));

    @Override
    public String stack() {
        return "spring";
    }

    @Override
    public Map<String, String> backend(Product product, Entity entity) {
        var words = words(entity);
        String name = name(entity);
        var model = new HashMap<>(words);
        model.put("imports", imports(entity, true));
        model.put("components", String.join(",\n", each(entity, SpringWriter::component)) + ") {");
        model.put("compact", compact(name, entity));
        var store = new HashMap<>(words);
        store.put("imports", imports(entity, false));
        store.put("matches", matches(entity));
        store.put("reads", String.join(",\n", each(entity, SpringWriter::read)) + "),");
        store.put("columns", joined(entity, it -> "\\\"" + it.name() + "\\\""));
        store.put("marks", joined(entity, _ -> "?"));
        store.put("sets", joined(entity, it -> "\\\"" + it.name() + "\\\" = ?"));
        store.put("parameters", joined(entity, it -> "values." + JavaNames.component(it) + "()"));
        var table = new HashMap<>(words);
        table.put("columns", String.join(",\n", each(entity, SpringWriter::column)));
        int number = Math.floorMod(entity.pluralSnake().hashCode(), MIGRATIONS);
        String migration = "V20260101%06d__%s.sql".formatted(number, entity.pluralSnake());
        return Map.of(
                FEATURES + name + ".java", fill("Model.java", model),
                FEATURES + name + "Store.java", fill("Store.java", store),
                FEATURES + name + "Api.java", fill("Api.java", words),
                RESOURCES + "db/migration/" + migration, fill("migration.sql", table),
                TESTS + name + "ApiTest.java", fill("ApiTest.java", apiTests(entity, words)));
    }

    @Override
    public Map<String, String> frontend(Product product, Entity entity) {
        var words = words(entity);
        String name = name(entity);
        words.put("bean", Words.uncapitalized(name));
        var page = new HashMap<>(words);
        page.put("heads", String.join("\n", each(entity, it -> "<th scope=\"col\">%s</th>"
                .formatted(html(it.label())))));
        page.put("cells", String.join("\n", each(entity, SpringWriter::cell)));
        page.put("fields", String.join("\n", each(entity, SpringWriter::formField)));
        return Map.of(
                FEATURES + name + "Pages.java", fill("Pages.java", words),
                RESOURCES + "templates/%s.html".formatted(entity.pluralKebab()), fill("page.html", page),
                TESTS + name + "PagesTest.java", fill("PagesTest.java", pageTests(entity, words)));
    }

    @Override
    public Map<String, String> fullstack(Product product) {
        var words = Map.of(
                "name", quoted(oneLine(product.name())),
                "tagline", html(oneLine(product.tagline())),
                "tagline_html", quoted(html(oneLine(product.tagline()))));
        return Map.of(
                FEATURES + "Summary.java", fill("Summary.java", words),
                RESOURCES + "templates/home.html", fill("home.html", words),
                TESTS + "HomeTest.java", fill("HomeTest.java", words));
    }

    private static Map<String, String> words(Entity entity) {
        return new HashMap<>(Words.of(entity, name(entity)));
    }

    private static String name(Entity entity) {
        String name = JavaNames.className(entity);
        return TAKEN.contains(name) ? name + "Entry" : name;
    }

    private static String imports(Entity entity, boolean model) {
        var imports = new TreeSet<String>();
        for (var field : entity.fields()) {
            switch (field.type()) {
                case DECIMAL -> imports.add("java.math.BigDecimal");
                case DATE -> imports.add("java.time.LocalDate");
                case TEXT, LONG_TEXT, EMAIL, URL, INTEGER, BOOLEAN -> {}
            }
            if (!model) continue;
            boolean required = Sample.required(entity).contains(field);
            switch (field.type()) {
                case TEXT, LONG_TEXT, EMAIL, URL -> {
                    imports.add("jakarta.validation.constraints.Size");
                    if (required) imports.add("jakarta.validation.constraints.NotBlank");
                    if (field.type() == Type.EMAIL || field.type() == Type.URL)
                        imports.add("jakarta.validation.constraints.Pattern");
                }
                case INTEGER, DATE, DECIMAL -> {
                    if (required) imports.add("jakarta.validation.constraints.NotNull");
                    if (field.type() == Type.DECIMAL) imports.add("jakarta.validation.constraints.Digits");
                    if (field.type() == Type.DATE) imports.add("org.springframework.format.annotation.DateTimeFormat");
                }
                case BOOLEAN -> {}
            }
        }
        return imports.stream().map("import %s;"::formatted).collect(Collectors.joining("\n"));
    }

    private static String component(Field field) {
        String required = field.required()
                ? switch (field.type()) {
                    case TEXT, LONG_TEXT, EMAIL, URL -> "@NotBlank(message = \"This is required\") ";
                    case INTEGER, DECIMAL, DATE -> "@NotNull(message = \"This is required\") ";
                    case BOOLEAN -> "";
                }
                : "";
        String shape =
                switch (field.type()) {
                    case TEXT, LONG_TEXT -> longest(field);
                    case EMAIL ->
                        "@Pattern(regexp = \"\\\\s*|[^@\\\\s]+@[^@\\\\s]+\\\\.[^@\\\\s]+\", message = %s) %s"
                                .formatted(quoted(Sample.complaint(field)), longest(field));
                    case URL ->
                        "@Pattern(regexp = \"\\\\s*|https?://\\\\S+\", message = %s) %s"
                                .formatted(quoted(Sample.complaint(field)), longest(field));
                    case DECIMAL -> "@Digits(integer = 28, fraction = 10, message = \"Enter a number\") ";
                    case DATE -> "@DateTimeFormat(iso = DateTimeFormat.ISO.DATE) ";
                    case INTEGER, BOOLEAN -> "";
                };
        return "@JsonProperty(%1$s) @BindParam(%1$s) %2$s%3$s%4$s %5$s"
                .formatted(quoted(field.name()), required, shape, javaType(field), JavaNames.component(field));
    }

    private static String longest(Field field) {
        return "@Size(max = %1$d, message = \"Use at most %1$d characters\") ".formatted(Sample.longest(field));
    }

    /** Boxes that are not ticked are not sent; what is kept of a number has no zeros at its end. */
    private static String compact(String name, Entity entity) {
        var lines = entity.fields().stream()
                .flatMap(it -> {
                    String component = JavaNames.component(it);
                    return switch (it.type()) {
                        case BOOLEAN ->
                            java.util.stream.Stream.of("        %1$s = %1$s != null && %1$s;".formatted(component));
                        case DECIMAL ->
                            java.util.stream.Stream.of(
                                    "        %1$s = %1$s == null ? null : new BigDecimal(%1$s.stripTrailingZeros().toPlainString());"
                                            .formatted(component));
                        case TEXT, LONG_TEXT, EMAIL, URL, INTEGER, DATE -> java.util.stream.Stream.<String>empty();
                    };
                })
                .toList();
        return lines.isEmpty() ? "}" : "    public %s {\n%s\n    }\n}".formatted(name, String.join("\n", lines));
    }

    private static String javaType(Field field) {
        return switch (field.type()) {
            case TEXT, LONG_TEXT, EMAIL, URL -> "String";
            case INTEGER -> "Long";
            case DECIMAL -> "BigDecimal";
            case DATE -> "LocalDate";
            case BOOLEAN -> "Boolean";
        };
    }

    private static String column(Field field) {
        String type =
                switch (field.type()) {
                    case TEXT, EMAIL, URL, LONG_TEXT -> "varchar(%d)".formatted(Sample.longest(field));
                    case INTEGER -> "bigint";
                    case DECIMAL -> "numeric(38, 10)";
                    case DATE -> "date";
                    case BOOLEAN -> "boolean";
                };
        boolean always = field.required() || field.type() == Type.BOOLEAN;
        return "\"%s\" %s%s".formatted(field.name(), type, always ? " not null" : "");
    }

    private static String matches(Entity entity) {
        String any = entity.fields().stream()
                .filter(it -> Sample.isText(it) || it.type() == Type.EMAIL)
                .map(it -> "lower(coalesce(\\\"%s\\\", '')) like :search escape '!'".formatted(it.name()))
                .collect(Collectors.joining(" or "));
        return '"' + (any.isEmpty() ? "1 = 0" : any) + '"';
    }

    private static String read(Field field) {
        String name = quoted(field.name());
        return switch (field.type()) {
            case TEXT, LONG_TEXT, EMAIL, URL -> "row.getString(%s)".formatted(name);
            case INTEGER -> "row.getObject(%s, Long.class)".formatted(name);
            case DECIMAL -> "row.getBigDecimal(%s)".formatted(name);
            case DATE -> "row.getObject(%s, LocalDate.class)".formatted(name);
            case BOOLEAN -> "row.getBoolean(%s)".formatted(name);
        };
    }

    private static String cell(Field field) {
        String value = "row.values." + JavaNames.component(field);
        return switch (field.type()) {
            case URL ->
                "<td><a th:if=\"${%1$s}\" th:href=\"${%1$s}\" rel=\"noopener noreferrer\" th:text=\"${%1$s}\"></a></td>"
                        .formatted(value);
            case BOOLEAN ->
                "<td><span class=\"tag\" th:classappend=\"${%1$s} ? 'yes'\" th:text=\"${%1$s} ? 'Yes' : 'No'\"></span></td>"
                        .formatted(value);
            case TEXT, LONG_TEXT, EMAIL, INTEGER, DECIMAL, DATE -> "<td th:text=\"${%s}\"></td>".formatted(value);
        };
    }

    private static String formField(Field field) {
        String name = field.name();
        String label = html(field.label());
        if (field.type() == Type.BOOLEAN)
            return "<label class=\"toggle\"><input type=\"checkbox\" name=\"%1$s\" value=\"true\" th:checked=\"${form.value('%1$s') == 'true'}\">%2$s</label>"
                    .formatted(name, label);
        String optional = field.required() ? "" : " <em>(optional)</em>";
        String required = field.required() ? " required" : "";
        String input =
                switch (field.type()) {
                    case LONG_TEXT ->
                        "<textarea name=\"%1$s\" maxlength=\"%2$d\"%3$s th:text=\"${form.value('%1$s')}\"></textarea>"
                                .formatted(name, Sample.longest(field), required);
                    case INTEGER, DECIMAL ->
                        "<input type=\"number\" step=\"%s\" name=\"%2$s\"%3$s th:value=\"${form.value('%2$s')}\">"
                                .formatted(field.type() == Type.INTEGER ? "1" : "any", name, required);
                    case TEXT, EMAIL, URL, DATE, BOOLEAN ->
                        "<input type=\"%s\" name=\"%2$s\" maxlength=\"%3$d\"%4$s th:value=\"${form.value('%2$s')}\">"
                                .formatted(
                                        field.type() == Type.TEXT
                                                ? "text"
                                                : field.type().name().toLowerCase(java.util.Locale.ROOT),
                                        name,
                                        Sample.longest(field),
                                        required);
                };
        return """
                <label class="field" th:classappend="${form.wrong('%1$s')} ? 'invalid'"><span>%2$s%3$s</span>%4$s
                <span class="error" th:if="${form.wrong('%1$s')}" th:text="${form.error('%1$s')}"></span></label>""".formatted(name, label, optional, input);
    }

    private static Map<String, String> apiTests(Entity entity, Map<String, String> words) {
        Field first = entity.fields().getFirst();
        var tests = new HashMap<>(words);
        tests.put("sample", puts("sample", entity, it -> literal(it, Sample.value(it))));
        tests.put("first", quoted(first.name()));
        tests.put("other_value", literal(first, Sample.other(first)));
        tests.put("other_typed", Sample.other(first));
        String required =
                Sample.required(entity).stream().map(it -> quoted(it.name())).collect(Collectors.joining(", "));
        tests.put("required", required);
        List<String> invalid = entity.fields().stream()
                .flatMap(it ->
                        invalid(it).map(value -> "Map.entry(%s, %s)".formatted(quoted(it.name()), value)).stream())
                .toList();
        tests.put("invalid", String.join(",\n", invalid) + ");");
        Optional<Field> text = Sample.text(entity);
        tests.put("name", text.map(it -> quoted(it.name())).orElse(""));
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
        tests.put("sample", puts("form", entity, it -> quoted(Sample.value(it))));
        Optional<Field> broken = Sample.breakable(entity);
        broken.ifPresent(field -> {
            tests.put("wrong_name", quoted(field.name()));
            tests.put("wrong_value", quoted(Sample.invalid(field).orElse("")));
            tests.put("message", quoted(Sample.complaint(field)));
            tests.put("kept", quoted(Sample.kept(entity, field)));
        });
        tests.put("errors_test", broken.isEmpty() ? "" : fill("PagesTestErrors.java", tests));
        Optional<Field> text = Sample.text(entity);
        tests.put("name", text.map(it -> quoted(it.name())).orElse(""));
        tests.put("text_test", text.isEmpty() ? "" : fill("PagesTestText.java", tests));
        return tests;
    }

    private static String puts(String map, Entity entity, Function<Field, String> value) {
        return String.join(
                "\n", each(entity, it -> "%s.put(%s, %s);".formatted(map, quoted(it.name()), value.apply(it))));
    }

    private static String literal(Field field, String typed) {
        return switch (field.type()) {
            case TEXT, LONG_TEXT, EMAIL, URL, DATE -> quoted(typed);
            case INTEGER, DECIMAL, BOOLEAN -> typed;
        };
    }

    private static List<String> each(Entity entity, Function<Field, String> line) {
        return entity.fields().stream().map(line).toList();
    }

    private static String joined(Entity entity, Function<Field, String> part) {
        return String.join(", ", each(entity, part));
    }

    /** Text of a template; brackets, in which Thymeleaf would read expressions, as what they stand for. */
    private static String html(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;")
                .replace("[", "&#91;");
    }

    private static String oneLine(String text) {
        return text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
    }

    private static String fill(String template, Map<String, String> words) {
        return Template.of("spring/" + template).fill(words);
    }
}
