package app;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** What an entity is made of: checks what is sent, and describes itself for the API. */
public record Schema(List<Property> properties) {
    private static final Pattern EMAIL = Pattern.compile("[^@\\s<>\"]+@[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)+");
    private static final Pattern URL = Pattern.compile("(?i)https?://[^\\s<>\"]+");
    private static final BigDecimal LARGEST = BigDecimal.TEN.pow(15);
    private static final int MOST_DECIMALS = 10;

    public enum Kind {
        TEXT(200),
        LONG_TEXT(5000),
        EMAIL(254),
        URL(2000),
        INTEGER(20),
        DECIMAL(40),
        DATE(10),
        BOOLEAN(5);

        private final int longest;

        Kind(int longest) {
            this.longest = longest;
        }
    }

    public record Property(String name, Kind kind, boolean required) {}

    public static Property required(String name, Kind kind) {
        return new Property(name, kind, true);
    }

    public static Property optional(String name, Kind kind) {
        return new Property(name, kind, false);
    }

    public static Schema of(Property... properties) {
        return new Schema(List.of(properties));
    }

    /** Values that were checked; null where an optional one was left out. */
    public record Values(Map<String, Object> all) {
        public String text(String name) {
            return (String) all.get(name);
        }

        public Long integer(String name) {
            return (Long) all.get(name);
        }

        public BigDecimal decimal(String name) {
            return (BigDecimal) all.get(name);
        }

        public LocalDate date(String name) {
            return (LocalDate) all.get(name);
        }

        public boolean flag(String name) {
            return (Boolean) all.get(name);
        }
    }

    /**
     * @param given from JSON, or from a form where everything is text; what is not in the schema is left out
     * @throws Problem 422 that names every property that is wrong
     */
    public Values check(Map<String, ?> given) {
        var values = new LinkedHashMap<String, Object>();
        var problems = new LinkedHashMap<String, String>();
        for (Property property : properties) {
            try {
                values.put(property.name(), value(property, given.get(property.name())));
            } catch (IllegalArgumentException e) {
                problems.put(property.name(), e.getMessage());
            }
        }
        if (!problems.isEmpty()) {
            throw Problem.of(problems);
        }
        return new Values(values);
    }

    /** As JSON Schema. */
    Map<String, Object> toJson() {
        var described = new LinkedHashMap<String, Object>();
        properties.forEach(property -> described.put(property.name(), describe(property.kind())));
        var required = properties.stream().filter(Property::required).map(Property::name).toList();
        return Map.of("type", "object", "properties", described, "required", required);
    }

    private static Map<String, Object> describe(Kind kind) {
        return switch (kind) {
            case TEXT, LONG_TEXT -> Map.of("type", "string", "maxLength", kind.longest);
            case EMAIL -> Map.of("type", "string", "format", "email", "maxLength", kind.longest);
            case URL -> Map.of("type", "string", "format", "uri", "maxLength", kind.longest);
            case INTEGER -> Map.of("type", "integer");
            case DECIMAL -> Map.of("type", "number");
            case DATE -> Map.of("type", "string", "format", "date");
            case BOOLEAN -> Map.of("type", "boolean");
        };
    }

    private static Object value(Property property, Object given) {
        Object raw = given instanceof String text ? text.strip() : given;
        if (raw == null || raw.equals("")) {
            if (property.kind() == Kind.BOOLEAN) {
                return false;
            }
            require(!property.required(), "This is required");
            return null;
        }
        return switch (property.kind()) {
            case TEXT, LONG_TEXT -> text(raw, property.kind());
            case EMAIL -> {
                String text = text(raw, property.kind());
                require(EMAIL.matcher(text).matches(), "Enter an email address, such as ada@example.com");
                yield text;
            }
            case URL -> {
                String text = text(raw, property.kind());
                require(URL.matcher(text).matches(), "Enter an address that begins with http:// or https://");
                yield text;
            }
            case INTEGER -> {
                require(raw.toString().matches("[+-]?[0-9]{1,18}"), "Enter a whole number");
                long number = Long.parseLong(raw.toString());
                require(Math.abs(number) <= LARGEST.longValue(), "This number is out of range");
                yield number;
            }
            case DECIMAL -> decimal(raw);
            case DATE -> date(raw);
            case BOOLEAN -> {
                require(raw instanceof Boolean || List.of("true", "false").contains(raw), "Choose yes or no");
                yield Boolean.valueOf(raw.toString());
            }
        };
    }

    private static String text(Object raw, Kind kind) {
        require(raw instanceof String, "Enter text");
        String text = (String) raw;
        require(text.length() <= kind.longest, "Use at most " + kind.longest + " characters");
        return text;
    }

    private static BigDecimal decimal(Object raw) {
        String text = raw instanceof BigDecimal number ? number.toPlainString() : raw.toString();
        require(text.matches("[+-]?[0-9]{1,20}(\\.[0-9]{1,20})?"), "Enter a number");
        var number = new BigDecimal(text);
        require(number.abs().compareTo(LARGEST) <= 0 && number.scale() <= MOST_DECIMALS, "This number is out of range");
        return number;
    }

    private static LocalDate date(Object raw) {
        try {
            return LocalDate.parse(raw.toString());
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("Enter a date, such as 2026-07-31", e);
        }
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
