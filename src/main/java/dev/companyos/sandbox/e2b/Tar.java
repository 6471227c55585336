package dev.companyos.sandbox.e2b;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The tape archive as GNU tar writes and reads it, as far as a workspace needs it: files, folders and symbolic links. */
final class Tar {
    private static final int BLOCK = 512;
    private static final int LONGEST_NAME = 4096;

    private Tar() {}

    enum Kind {
        FILE('0'),
        LINK('2'),
        FOLDER('5'),
        OTHER('?');

        private final char letter;

        Kind(char letter) {
            this.letter = letter;
        }

        static Kind of(byte letter) {
            return switch (letter) {
                case 0, '0' -> FILE;
                case '2' -> LINK;
                case '5' -> FOLDER;
                default -> OTHER;
            };
        }
    }

    /** @param target of a link; "" for others */
    record Entry(Kind kind, String name, String target, long size, boolean executable) {}

    /** Entries one after the other; after a file's entry its bytes are written to {@code out}, then {@link #pad}. */
    static void header(OutputStream out, Entry entry) throws IOException {
        name(out, entry.name(), 'L');
        name(out, entry.target(), 'K');
        block(out, entry.name(), entry.target(), entry.kind().letter, entry.size(), entry.executable());
    }

    static void pad(OutputStream out, long size) throws IOException {
        int over = (int) (size % BLOCK);
        if (over > 0) out.write(new byte[BLOCK - over]);
    }

    static void end(OutputStream out) throws IOException {
        out.write(new byte[2 * BLOCK]);
    }

    private static void name(OutputStream out, String name, char letter) throws IOException {
        var bytes = name.getBytes(StandardCharsets.UTF_8);
        if (bytes.length < 100) return;
        block(out, "././@LongLink", "", letter, bytes.length + 1, false);
        out.write(bytes);
        out.write(0);
        pad(out, bytes.length + 1);
    }

    private static void block(OutputStream out, String name, String target, char letter, long size, boolean executable)
            throws IOException {
        var block = new byte[BLOCK];
        put(block, 0, 99, name);
        octal(block, 100, 8, letter == '5' || executable ? 0755 : 0644);
        octal(block, 108, 8, 0);
        octal(block, 116, 8, 0);
        octal(block, 124, 12, size);
        octal(block, 136, 12, 0);
        Arrays.fill(block, 148, 156, (byte) ' ');
        block[156] = (byte) letter;
        put(block, 157, 99, target);
        put(block, 257, 8, "ustar  ");
        octal(block, 148, 7, sum(block));
        out.write(block);
    }

    /** Of a header, with blanks in the place of the sum itself. */
    private static int sum(byte[] block) {
        int sum = 8 * ' ';
        for (int i = 0; i < BLOCK; i++) if (i < 148 || i >= 156) sum += block[i] & 0xff;
        return sum;
    }

    private static void put(byte[] block, int at, int room, String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        System.arraycopy(bytes, 0, block, at, Math.min(room, bytes.length));
    }

    private static void octal(byte[] block, int at, int room, long number) {
        put(block, at, room - 1, ("%0" + (room - 1) + "o").formatted(number));
    }

    /** The next entry, or null at the end. Whoever calls it has read the bytes of the one before, with its padding. */
    static @Nullable Entry next(InputStream in) throws IOException {
        String name = "";
        String target = "";
        while (true) {
            var block = in.readNBytes(BLOCK);
            if (block.length == 0) return null;
            if (block.length < BLOCK) throw new EOFException("The archive ends in the middle.");
            if (block[0] == 0) return null;
            if (sum(block) != number(block, 148, 8)) throw new IOException("The archive is broken.");
            long size = number(block, 124, 12);
            switch (block[156]) {
                case 'L' -> name = text(in, size);
                case 'K' -> target = text(in, size);
                case 'x', 'g' -> skip(in, size);
                default -> {
                    var kind = Kind.of(block[156]);
                    boolean executable = (number(block, 100, 8) & 0100) != 0;
                    return new Entry(
                            kind,
                            name.isEmpty() ? string(block, 0, 100) : name,
                            target.isEmpty() ? string(block, 157, 100) : target,
                            kind == Kind.FILE || kind == Kind.OTHER ? size : 0,
                            executable);
                }
            }
        }
    }

    static void skip(InputStream in, long size) throws IOException {
        in.skipNBytes((size + BLOCK - 1) / BLOCK * BLOCK);
    }

    static void skipPadding(InputStream in, long size) throws IOException {
        int over = (int) (size % BLOCK);
        if (over > 0) in.skipNBytes(BLOCK - over);
    }

    private static String text(InputStream in, long size) throws IOException {
        if (size < 0 || size > LONGEST_NAME)
            throw new IOException("The archive has a name of %d bytes.".formatted(size));
        var bytes = in.readNBytes((int) size);
        skipPadding(in, size);
        int end = bytes.length;
        while (end > 0 && bytes[end - 1] == 0) end--;
        return new String(bytes, 0, end, StandardCharsets.UTF_8);
    }

    private static String string(byte[] block, int at, int room) {
        int end = at;
        while (end < at + room && block[end] != 0) end++;
        return new String(block, at, end - at, StandardCharsets.UTF_8);
    }

    private static long number(byte[] block, int at, int room) throws IOException {
        var text = string(block, at, room).strip();
        if (!text.matches("[0-7]{0,12}")) throw new IOException("The archive has a broken number.");
        return text.isEmpty() ? 0 : Long.parseLong(text, 8);
    }
}
