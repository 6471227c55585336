package app.web;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.context.MessageSource;
import org.springframework.validation.BindingResult;

/** What was typed into a form, and what is wrong with it, by the names that the API has for the fields, too. */
public record Form(Map<String, String> typed, Map<String, String> errors) {
    public static final Form EMPTY = new Form(Map.of(), Map.of());

    public static Form of(Map<String, String> typed, Class<? extends Record> values, BindingResult result, MessageSource messages) {
        var errors = new TreeMap<String, String>();
        result.getFieldErrors().forEach(it -> errors.putIfAbsent(
                JsonNames.of(values, it.getField()), messages.getMessage(it, Locale.ENGLISH)));
        return new Form(typed, errors);
    }

    public String value(String field) {
        return typed.getOrDefault(field, "");
    }

    public boolean wrong(String field) {
        return errors.containsKey(field);
    }

    public String error(String field) {
        return errors.getOrDefault(field, "");
    }
}
