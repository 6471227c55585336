package dev.companyos.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.RedisClient;
import redis.embedded.RedisServer;

/** A real Redis, started once for all tests of a JVM. Tests share it: each uses a company of its own. */
public final class TestRedis {
    private TestRedis() {}

    private static final class Server {
        static final URI RUNNING = start();

        private static URI start() {
            try {
                int port;
                try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                    port = socket.getLocalPort();
                }
                var server = RedisServer.newRedisServer()
                        .port(port)
                        .bind("127.0.0.1")
                        .setting("save \"\"")
                        .setting("appendonly no")
                        .build();
                server.start();
                Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server)));
                return URI.create("redis://127.0.0.1:" + port);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static void stop(RedisServer server) {
            try {
                server.stop();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** To be closed by the caller. */
    public static RedisClient client() {
        var pool = new ConnectionPoolConfig();
        pool.setMaxTotal(128);
        pool.setMaxIdle(16);
        return RedisClient.builder().fromURI(Server.RUNNING).poolConfig(pool).build();
    }
}
