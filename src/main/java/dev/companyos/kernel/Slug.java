package dev.companyos.kernel;

import java.text.Normalizer;
import java.util.Locale;

/** A name that is safe as a folder, a branch and a part of a URL: {@code [a-z0-9-]}, 1 to 48 characters. */
public record Slug(String value) {
    public Slug {
        if (!value.matches("[a-z0-9](?:[a-z0-9-]{0,46}[a-z0-9])?"))
            throw CompanyException.invalid(
                    "slug",
                    "`%s` is not a slug.".formatted(value.length() > 60 ? value.substring(0, 60) + "…" : value),
                    "A slug is 1 to 48 lower-case letters, digits and inner hyphens.",
                    "Leave the rest out.");
    }

    /** The nearest slug to any text; {@code fallback} where nothing of it can be kept (emoji, other scripts). */
    public static Slug of(String text, String fallback) {
        String plain = Normalizer.normalize(text, Normalizer.Form.NFKD)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-+|-+$", "");
        if (plain.length() > 48) plain = plain.substring(0, 48).replaceAll("-[^-]*$", "");
        plain = plain.replaceAll("-+$", "");
        return new Slug(plain.isEmpty() ? fallback : plain);
    }

    @Override
    public String toString() {
        return value;
    }
}
