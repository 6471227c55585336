package app;

/** Starts the product. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        var config = Config.of(args);
        var app = App.start(config);
        System.out.printf("%s listens on http://%s:%d%n", Config.PRODUCT, config.host(), app.port());
    }
}
