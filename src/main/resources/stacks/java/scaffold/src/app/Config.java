package app;

import java.nio.file.Path;

/** What the product is called, and where it listens and keeps its data. */
public record Config(String host, int port, Path dataDir) {
    public static final String PRODUCT = {{product_literal}};

    /** From {@code HOST}, {@code PORT} and {@code DATA_DIR}; a port on the command line comes first. */
    static Config of(String[] args) {
        var env = System.getenv();
        return new Config(
                env.getOrDefault("HOST", "127.0.0.1"),
                Integer.parseInt(args.length > 0 ? args[0] : env.getOrDefault("PORT", "8000")),
                Path.of(env.getOrDefault("DATA_DIR", "data")));
    }
}
