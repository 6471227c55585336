package app;

/**
 * A part of the product. Public classes in {@code app.features} and below that implement it and have a constructor with
 * a {@link Store} are found by themselves.
 */
public interface Feature {
    void register(Routes routes);
}
