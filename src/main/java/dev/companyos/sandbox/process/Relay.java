package dev.companyos.sandbox.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/**
 * Makes a port of a sandbox's loopback answer at the same port of ours. The sandbox has no network card, so that nothing
 * leads out of it; each connection is carried by a small program of ours that is started where that loopback is.
 */
public final class Relay implements AutoCloseable {
    private static final int AT_ONCE = 32;

    /** Standard input to the port, the port to standard output, until both have ended. */
    private static final String CARRY = """
            use strict; use IO::Socket::INET; use IO::Select;
            my $s = IO::Socket::INET->new(PeerAddr => "127.0.0.1:$ARGV[0]") or exit 1;
            my $select = IO::Select->new($s, \\*STDIN);
            while ($select->count) {
              for my $from ($select->can_read) {
                my $n = sysread($from, my $bytes, 65536);
                if (!$n) {
                  $select->remove($from);
                  exit 0 if $from == $s;
                  shutdown($s, 1);
                  next;
                }
                my $to = $from == $s ? \\*STDOUT : $s;
                for (my $at = 0; $at < $n; ) { my $w = syswrite($to, $bytes, $n - $at, $at); exit 1 if !$w; $at += $w; }
              }
            }
            """;

    /** Starts {@code perl -e program port} with the sandbox's network. */
    @FunctionalInterface
    public interface Carrier {
        Process start(String program, int port) throws IOException;
    }

    private final Carrier carrier;
    private final int port;
    private final ServerSocket door;
    private final Set<Process> carriers = ConcurrentHashMap.newKeySet();
    private final Semaphore places = new Semaphore(AT_ONCE);

    public Relay(int port, Carrier carrier) throws IOException {
        this.carrier = carrier;
        this.port = port;
        this.door = new ServerSocket(port, 64, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().name("relay-" + port).start(this::accept);
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                places.acquire();
                var socket = door.accept();
                Thread.ofVirtual().start(() -> carry(socket));
            } catch (IOException e) {
                places.release(); // closed, or a caller that went away
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void carry(Socket socket) {
        try (socket) {
            var process = carrier.start(CARRY, port);
            carriers.add(process);
            try {
                if (door.isClosed()) return;
                Thread.ofVirtual().start(() -> drain(process.getErrorStream()));
                Thread.ofVirtual().start(() -> copy(input(socket), process.getOutputStream()));
                copyAll(process.getInputStream(), socket.getOutputStream());
            } finally {
                carriers.remove(process);
                process.destroyForcibly();
            }
        } catch (IOException e) {
            return; // one connection came to nothing; its caller sees that
        } finally {
            places.release();
        }
    }

    private static InputStream input(Socket socket) {
        try {
            return socket.getInputStream();
        } catch (IOException e) {
            return InputStream.nullInputStream();
        }
    }

    private static void drain(InputStream from) {
        copy(from, OutputStream.nullOutputStream());
    }

    private static void copy(InputStream from, OutputStream to) {
        try (to) {
            copyAll(from, to);
        } catch (IOException e) {
            return; // the other side has ended
        }
    }

    private static void copyAll(InputStream from, OutputStream to) throws IOException {
        var buffer = new byte[1 << 16];
        for (int length; (length = from.read(buffer)) >= 0; ) {
            to.write(buffer, 0, length);
            to.flush();
        }
    }

    @Override
    public void close() {
        try {
            door.close();
        } catch (IOException e) {
            return; // it is not listened to any more either way
        } finally {
            carriers.forEach(Process::destroyForcibly);
        }
    }
}
