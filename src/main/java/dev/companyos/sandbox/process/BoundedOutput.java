package dev.companyos.sandbox.process;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Keeps the beginning and the end of an output of any length. */
public final class BoundedOutput {
    /** Bytes; what prints more is killed for it. */
    public static final long FLOOD = 128L << 20;

    private final ByteArrayOutputStream head = new ByteArrayOutputStream();
    private final byte[] ring;
    private final int headBytes;
    private long total;

    public BoundedOutput(int bound) {
        this.headBytes = Math.max(1, bound / 2);
        this.ring = new byte[Math.max(1, bound - headBytes)];
    }

    public synchronized void add(byte[] bytes, int length) {
        int toHead = (int) Math.max(0, Math.min(length, headBytes - total));
        head.write(bytes, 0, toHead);
        long at = total + toHead - headBytes;
        int rest = length - toHead;
        int from = toHead;
        if (rest > ring.length) {
            from += rest - ring.length;
            at += rest - ring.length;
            rest = ring.length;
        }
        for (int i = 0; i < rest; i++) ring[(int) ((at + i) % ring.length)] = bytes[from + i];
        total += length;
    }

    public synchronized long total() {
        return total;
    }

    public synchronized String text() {
        long beyond = total - headBytes;
        if (beyond <= 0) return head.toString(StandardCharsets.UTF_8);
        int kept = (int) Math.min(beyond, ring.length);
        var tail = new byte[kept];
        for (int i = 0; i < kept; i++) tail[i] = ring[(int) ((beyond - kept + i) % ring.length)];
        if (beyond <= ring.length) {
            var all = new ByteArrayOutputStream();
            all.writeBytes(head.toByteArray());
            all.writeBytes(tail);
            return all.toString(StandardCharsets.UTF_8);
        }
        return "%s%n… %,d bytes left out …%n%s"
                .formatted(
                        head.toString(StandardCharsets.UTF_8),
                        beyond - ring.length,
                        new String(tail, StandardCharsets.UTF_8));
    }
}
