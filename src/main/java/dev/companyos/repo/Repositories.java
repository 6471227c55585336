package dev.companyos.repo;

import dev.companyos.kernel.Slug;

/** The products' repositories, one folder each under {@code PRODUCTS_BASE_DIR}. */
public interface Repositories {
    /** Opens the product's repository and makes it, with an empty {@code main}, on first use. */
    Repository open(Slug product);
}
