package dev.companyos.llm.rehearsal.code;

import static dev.companyos.llm.rehearsal.code.Words.quoted;

import dev.companyos.llm.rehearsal.code.Field.Type;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A static site: data that pages list, a page for each kind of thing, a home page that leads to them, tests. */
final class StaticWriter implements CodeWriter {
    @Override
    public String stack() {
        return "static";
    }

    @Override
    public Map<String, String> backend(Product product, Entity entity) {
        var words = words(entity);
        words.put(
                "fields",
                entity.fields().stream()
                        .map(it -> "[%s, { required: %s, pattern: %s }]"
                                .formatted(
                                        quoted(it.name()),
                                        Sample.required(entity).contains(it),
                                        pattern(it)))
                        .collect(Collectors.joining(",\n")));
        return Map.of(
                "site/data/%s.json".formatted(entity.pluralKebab()), examples(entity),
                "test/%s-data.test.mjs".formatted(entity.pluralKebab()), fill("data.test.mjs", words));
    }

    @Override
    public Map<String, String> frontend(Product product, Entity entity) {
        var words = words(entity);
        words.put("page_title", cut(entity.title(), 60));
        words.put("description", cut("The %s of %s.".formatted(entity.plural(), oneLine(product.name())), 160));
        words.put("heads", lines(entity, it -> "<th scope=\"col\">%s</th>".formatted(html(it.label()))));
        words.put("cells", lines(entity, it -> "<td>%s</td>".formatted(cell(it))));
        words.put(
                "labels", quotedList(entity.fields().stream().map(Field::label).toList()));
        words.put(
                "names",
                quotedList(entity.fields().stream()
                        .filter(it -> it.type() != Type.BOOLEAN && it.type() != Type.URL)
                        .map(Field::name)
                        .toList()));
        return Map.of(
                "site/pages/%s.html".formatted(entity.pluralKebab()), fill("page.html", words),
                "test/%s-page.test.mjs".formatted(entity.pluralKebab()), fill("page.test.mjs", words));
    }

    @Override
    public Map<String, String> fullstack(Product product) {
        var words = Map.of(
                "page_title", cut(oneLine(product.name()), 60),
                "tagline", html(product.tagline()),
                "tagline_literal", quoted(oneLine(product.tagline())),
                "description", cut(oneLine(product.tagline()), 160),
                "open", "{{",
                "addresses",
                        quotedList(product.entities().stream()
                                .map(it -> "/" + it.pluralKebab() + "/")
                                .toList()));
        return Map.of(
                "site/pages/index.html", fill("index.html", words),
                "test/home.test.mjs", fill("home.test.mjs", words));
    }

    private static Map<String, String> words(Entity entity) {
        var words = new HashMap<>(Words.of(entity, entity.className()));
        words.put("open", "{{");
        return words;
    }

    /** Two, as a visitor would read them. */
    private static String examples(Entity entity) {
        return List.<Function<Field, String>>of(Sample::value, Sample::other).stream()
                .map(sample -> entity.fields().stream()
                        .map(it -> "    %s: %s".formatted(quoted(it.name()), literal(it, sample.apply(it))))
                        .collect(Collectors.joining(",\n", "  {\n", "\n  }")))
                .collect(Collectors.joining(",\n", "[\n", "\n]\n"));
    }

    private static String literal(Field field, String typed) {
        return field.type() == Type.BOOLEAN ? typed : quoted(typed);
    }

    /** What a value looks like, as a regular expression of JavaScript. */
    private static String pattern(Field field) {
        return switch (field.type()) {
            case TEXT -> "/^.{1,200}$/";
            case LONG_TEXT -> "/^[\\s\\S]{1,5000}$/";
            case EMAIL -> "/^[^\\s@]+@[^\\s@]+\\.[^\\s@]+$/";
            case URL -> "/^https?:\\/\\/\\S+$/";
            case INTEGER -> "/^-?\\d+$/";
            case DECIMAL -> "/^-?\\d+(\\.\\d+)?$/";
            case DATE -> "/^\\d{4}-\\d{2}-\\d{2}$/";
            case BOOLEAN -> "/^(true|false)$/";
        };
    }

    private static String cell(Field field) {
        String name = field.name();
        return switch (field.type()) {
            case BOOLEAN -> "{{#if %s}}yes{{else}}no{{/if}}".formatted(name);
            case URL -> "{{#if %1$s}}<a href=\"{{%1$s}}\" rel=\"noopener\">Open</a>{{/if}}".formatted(name);
            case EMAIL -> "<a href=\"mailto:{{%1$s}}\">{{%1$s}}</a>".formatted(name);
            case TEXT, LONG_TEXT, INTEGER, DECIMAL, DATE -> "{{%s}}".formatted(name);
        };
    }

    private static String lines(Entity entity, Function<Field, String> line) {
        return entity.fields().stream().map(line).collect(Collectors.joining("\n"));
    }

    private static String quotedList(List<String> texts) {
        return texts.stream().map(Words::quoted).collect(Collectors.joining(", "));
    }

    /** Text between tags; braces, which the site's templates would read, as what they stand for. */
    private static String html(String text) {
        return oneLine(text)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#x27;")
                .replace("{", "&#123;")
                .replace("}", "&#125;");
    }

    private static String oneLine(String text) {
        return text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
    }

    private static String cut(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest - 1).strip() + "…";
    }

    private static String fill(String template, Map<String, String> words) {
        return Template.of("static/" + template).fill(words);
    }
}
