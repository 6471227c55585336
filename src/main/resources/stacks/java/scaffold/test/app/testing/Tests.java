package app.testing;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Runs every {@link Test} of every class whose name ends in Test. Fails when a test fails, and when there is none. */
public final class Tests {
    private Tests() {}

    public static void main(String[] args) throws Exception {
        int passed = 0;
        int failed = 0;
        for (Class<?> type : classes()) {
            for (Method test : tests(type)) {
                long start = System.nanoTime();
                Throwable failure = run(type, test);
                String name = type.getSimpleName() + "." + test.getName();
                System.out.printf("%s %s (%d ms)%n", failure == null ? "ok  " : "FAIL", name, millis(start));
                if (failure == null) {
                    passed++;
                } else {
                    failed++;
                    failure.printStackTrace(System.out);
                }
            }
        }
        System.out.printf("%n%d passed, %d failed%n", passed, failed);
        System.exit(failed == 0 && passed > 0 ? 0 : 1);
    }

    private static Throwable run(Class<?> type, Method test) throws IOException {
        try {
            var constructor = type.getDeclaredConstructor();
            constructor.setAccessible(true);
            test.setAccessible(true);
            Object instance = constructor.newInstance();
            if (test.getParameterCount() == 0) {
                test.invoke(instance);
            } else {
                try (var client = Client.ofNewProduct()) {
                    test.invoke(instance, client);
                }
            }
            return null;
        } catch (InvocationTargetException e) {
            return e.getCause();
        } catch (ReflectiveOperationException e) {
            return e;
        }
    }

    private static List<Method> tests(Class<?> type) {
        return Arrays.stream(type.getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(Test.class))
                .sorted(Comparator.comparing(Method::getName))
                .toList();
    }

    private static List<Class<?>> classes() throws Exception {
        Path root = Path.of(Tests.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        try (Stream<Path> files = Files.walk(root)) {
            return files.map(file -> root.relativize(file).toString())
                    .filter(file -> file.endsWith("Test.class") && !file.endsWith("/Test.class"))
                    .sorted()
                    .<Class<?>>map(Tests::load)
                    .toList();
        }
    }

    private static Class<?> load(String file) {
        try {
            return Class.forName(file.substring(0, file.length() - ".class".length()).replace('/', '.'));
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private static long millis(long start) {
        return (System.nanoTime() - start) / 1_000_000;
    }
}
