package dev.companyos.llm.rehearsal;

import dev.companyos.llm.rehearsal.code.Product;
import java.util.List;

/** The release turn: notes for whoever uses the product, from what was finished. */
final class Releasing {
    Answers.Answer answer(Prompt prompt, Product product) {
        List<String> finished = prompt.text("evidence")
                .lines()
                .map(line -> line.strip().replaceFirst("^[-*]\\s+", "").strip())
                .filter(line -> !line.isEmpty() && line.length() <= 300)
                .limit(40)
                .toList();
        StringBuilder notes = new StringBuilder(
                "# %s\n\n%s\n\n## What is in this release\n\n".formatted(product.name(), product.tagline()));
        if (finished.isEmpty())
            notes.append("- A first version that keeps ")
                    .append(Directing.things(product))
                    .append(".\n");
        for (String line : finished) notes.append("- ").append(line).append('\n');
        notes.append("\n## How to try it\n\n");
        product.entities()
                .forEach(entity -> notes.append("- Open `/%s`, or ask the API at `/api/%s`.\n"
                        .formatted(entity.pluralKebab(), entity.pluralKebab())));
        return new Answers.Release(true, notes.toString(), "Everything on main passed its tests.");
    }
}
