package dev.companyos.app;

import dev.companyos.app.embedded.EmbeddedServices;
import dev.companyos.app.embedded.HomeLock;
import dev.companyos.kernel.CompanyException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Clock;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/** One running server: lock, services, context, and then the company at work. */
public final class Server implements AutoCloseable {
    static final int DEFAULT_PORT = 7070;

    private final HomeLock lock;
    private final EmbeddedServices services;
    private final ConfigurableApplicationContext context;
    private final String url;
    private final CountDownLatch stopped;
    private boolean closed;

    private Server(
            HomeLock lock,
            EmbeddedServices services,
            ConfigurableApplicationContext context,
            String url,
            CountDownLatch stopped) {
        this.lock = lock;
        this.services = services;
        this.context = context;
        this.url = url;
        this.stopped = stopped;
    }

    /** Told to beans that must end the server. */
    record StopSwitch(CountDownLatch stopped) {
        void stop() {
            stopped.countDown();
        }
    }

    /**
     * @param port the founder's wish; without one 7070, or a free port where that is taken
     * @throws CompanyException for a home that cannot be written or is in use, a port in use, a service that does not start
     */
    public static Server start(Settings settings, OptionalInt port) {
        return start(settings, port, Clock.systemUTC());
    }

    static Server start(Settings settings, OptionalInt port, Clock clock) {
        var lock = HomeLock.take(settings.home());
        try {
            int number = port(port);
            var services = EmbeddedServices.start(settings.home(), settings.databaseUrl(), settings.redisUrl());
            try {
                var stopped = new CountDownLatch(1);
                var context = context(settings, new Given(lock, services, new StopSwitch(stopped), clock), number);
                try {
                    String url = "http://127.0.0.1:" + number;
                    context.getBean(Life.class).begin();
                    lock.announce(url);
                    return new Server(lock, services, context, url, stopped);
                } catch (RuntimeException e) {
                    context.close();
                    throw e;
                }
            } catch (RuntimeException e) {
                services.close();
                throw e;
            }
        } catch (RuntimeException e) {
            lock.close();
            throw CompanyExceptions.rootOf(e);
        }
    }

    /** What a context is given from outside. */
    private record Given(HomeLock lock, EmbeddedServices services, StopSwitch stop, Clock clock) {}

    private static ConfigurableApplicationContext context(Settings settings, Given from, int port) {
        ApplicationContextInitializer<GenericApplicationContext> given = context -> {
            context.registerBean(Settings.class, () -> settings);
            context.registerBean(Clock.class, from::clock);
            context.registerBean(EmbeddedServices.class, from::services, it -> it.setDestroyMethodName(""));
            context.registerBean(Worker.class, () -> new Worker(from.lock().workerId()));
            context.registerBean(Token.class, () -> new Token(from.lock().token()));
            context.registerBean(StopSwitch.class, from::stop);
        };
        return new SpringApplicationBuilder(ServerConfiguration.class)
                .web(WebApplicationType.SERVLET)
                .bannerMode(org.springframework.boot.Banner.Mode.OFF)
                .logStartupInfo(false)
                .registerShutdownHook(false)
                .initializers(given)
                .properties(Map.of(
                        "server.address", "127.0.0.1",
                        "server.port", port,
                        "server.shutdown", "immediate",
                        "spring.main.lazy-initialization", "false",
                        "spring.threads.virtual.enabled", "true",
                        "spring.servlet.multipart.enabled", "false",
                        "server.tomcat.max-http-form-post-size", "1MB",
                        "spring.mvc.formcontent.filter.enabled", "false",
                        "spring.web.resources.add-mappings", "false",
                        "logging.level.org.springframework.web.servlet.PageNotFound", "ERROR"))
                .run();
    }

    private static int port(OptionalInt wished) {
        if (wished.isPresent()) {
            if (free(wished.getAsInt())) return wished.getAsInt();
            throw CompanyException.unavailable(
                    "port",
                    "Port %d cannot be used.".formatted(wished.getAsInt()),
                    "Another program listens on it, or it may not be opened.",
                    "Name another with --port, or leave --port out.");
        }
        if (free(DEFAULT_PORT)) return DEFAULT_PORT;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw CompanyException.unavailable(
                    "port", "No port is free.", String.valueOf(e.getMessage()), "Close some programs.");
        }
    }

    private static boolean free(int port) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1);
            return true;
        } catch (IOException | IllegalArgumentException e) {
            return false;
        }
    }

    public String url() {
        return url;
    }

    public String token() {
        return lock.token();
    }

    <T> T part(Class<T> type) {
        return context.getBean(type);
    }

    /** Asks the server to stop, as {@code company stop} does; whoever runs it then closes it. */
    public void askToStop() {
        stopped.countDown();
    }

    public boolean isAskedToStop() {
        return stopped.getCount() == 0;
    }

    /** Returns when somebody has asked the server to stop. */
    public void awaitStop() throws InterruptedException {
        stopped.await();
    }

    @Override
    public synchronized void close() {
        if (closed) return;
        closed = true;
        try {
            context.getBean(Life.class).end();
            context.close();
        } finally {
            services.close();
            lock.close();
            stopped.countDown();
        }
    }
}
