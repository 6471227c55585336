package dev.companyos.llm.rehearsal;

import dev.companyos.llm.rehearsal.code.CodeWriter;
import dev.companyos.llm.rehearsal.code.Entity;
import dev.companyos.llm.rehearsal.code.Product;
import java.util.Map;

/** Code of a language that only tests speak. */
final class ToyWriter implements CodeWriter {
    static CodeWriter forStack(String stack) {
        if (!stack.equals("toy")) throw new IllegalArgumentException(stack);
        return new ToyWriter();
    }

    @Override
    public String stack() {
        return "toy";
    }

    @Override
    public Map<String, String> backend(Product product, Entity entity) {
        return Map.of(
                "app/" + entity.snake() + ".py",
                "# " + entity.fields() + "\n",
                "tests/test_" + entity.snake() + ".py",
                "expect 201\n");
    }

    @Override
    public Map<String, String> frontend(Product product, Entity entity) {
        return Map.of(
                "app/" + entity.snake() + "_page.py",
                "# page of " + entity.plural() + "\n",
                "tests/test_" + entity.snake() + "_page.py",
                "expect 200\n");
    }

    @Override
    public Map<String, String> fullstack(Product product) {
        return Map.of(
                "app/home.py",
                "# " + product.name() + Directing.things(product) + "\n",
                "tests/test_home.py",
                "expect 200\n");
    }
}
