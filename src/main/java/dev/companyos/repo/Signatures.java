package dev.companyos.repo;

import dev.companyos.kernel.Commit;
import dev.companyos.repo.Repository.Message;
import dev.companyos.repo.Repository.Trailer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Says with Ed25519 which commits this home made. A commit's last trailer, {@code Signature: ed25519 <key> <signature>},
 * covers its tree, its parents, its author and its whole message without that trailer's value; so neither the trailer nor
 * any other can be carried to another commit.
 */
public final class Signatures {
    public static final String TRAILER = "Signature";

    private static final String OPEN = "-";
    private static final Pattern SIGNED =
            Pattern.compile("\n" + TRAILER + ": ed25519 ([0-9a-f]{16}) ([A-Za-z0-9+/]{86}==)\n*\\z");
    private static final String PEM = "-----%s %s KEY-----";

    private final PrivateKey privateKey;
    private final PublicKey publicKey;
    private final String id;

    private Signatures(KeyPair keys) {
        this.privateKey = keys.getPrivate();
        this.publicKey = keys.getPublic();
        this.id = id(keys.getPublic());
    }

    /** A key that nobody has, for as long as this object lives. */
    public static Signatures fresh() {
        return new Signatures(generated());
    }

    /**
     * The key of a home, made on first use: {@code signing.key} (0600, PKCS #8) and {@code signing.pub}, both PEM.
     *
     * @throws dev.companyos.kernel.CompanyException {@code invalid.signing-key} for a file that holds no such pair
     */
    public static Signatures of(Path home) {
        var secret = home.resolve("signing.key");
        var open = home.resolve("signing.pub");
        try {
            if (!Files.exists(secret)) {
                var keys = generated();
                // the secret half comes last: whoever finds it finds both
                put(open, pem("PUBLIC", keys.getPublic().getEncoded()), "rw-r--r--");
                put(secret, pem("PRIVATE", keys.getPrivate().getEncoded()), "rw-------");
            }
            var factory = KeyFactory.getInstance("Ed25519");
            var keys = new KeyPair(
                    factory.generatePublic(new X509EncodedKeySpec(bytes(open))),
                    factory.generatePrivate(new PKCS8EncodedKeySpec(bytes(secret))));
            var signatures = new Signatures(keys);
            var probe = signatures.signature("probe");
            if (!signatures.verified("probe", probe)) throw unusable(home, "The two do not belong together.");
            return signatures;
        } catch (IOException e) {
            throw unusable(home, String.valueOf(e.getMessage()));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw unusable(home, "They hold no Ed25519 key.");
        }
    }

    /** The first 16 hexadecimal digits of the public key's SHA-256. */
    public String id() {
        return id;
    }

    /** The message's text with its signature, for a commit of {@code tree} on {@code parents}. */
    public String signed(Message message, String tree, List<Commit> parents) {
        var trailers = new ArrayList<>(message.trailers());
        trailers.removeIf(it -> it.key().equalsIgnoreCase(TRAILER));
        trailers.add(new Trailer(TRAILER, OPEN));
        var text = CommitText.of(new Message(message.subject(), message.body(), message.author(), trailers));
        var signature = signature(covered(text, tree, parents, CommitText.author(message.author())));
        return text.substring(0, text.length() - OPEN.length() - 1) + "ed25519 " + id + " " + signature + "\n";
    }

    /** Whether this home made that very commit; {@code text} is its whole message. */
    public boolean valid(String text, String author, String tree, List<Commit> parents) {
        var found = SIGNED.matcher(text);
        if (!found.find() || !found.group(1).equals(id)) return false;
        var unsigned = text.substring(0, found.start()) + "\n" + TRAILER + ": " + OPEN + "\n";
        return verified(covered(unsigned, tree, parents, author), found.group(2));
    }

    /** Which key a message says that it was signed with; empty when it says nothing. */
    public static Optional<String> keyOf(String text) {
        var found = SIGNED.matcher(text);
        return found.find() ? Optional.of(found.group(1)) : Optional.empty();
    }

    private static String covered(String text, String tree, List<Commit> parents, String author) {
        var covered = new StringBuilder("company commit 1\ntree ").append(tree).append('\n');
        parents.forEach(it -> covered.append("parent ").append(it.sha()).append('\n'));
        return covered.append("author ")
                .append(author)
                .append("\n\n")
                .append(text)
                .toString();
    }

    private String signature(String covered) {
        try {
            var engine = Signature.getInstance("Ed25519");
            engine.initSign(privateKey);
            engine.update(covered.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(engine.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private boolean verified(String covered, String signature) {
        try {
            var engine = Signature.getInstance("Ed25519");
            engine.initVerify(publicKey);
            engine.update(covered.getBytes(StandardCharsets.UTF_8));
            return engine.verify(Base64.getDecoder().decode(signature));
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private static KeyPair generated() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String id(PublicKey key) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(key.getEncoded());
            return HexFormat.of().formatHex(hash, 0, 8);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String pem(String kind, byte[] key) {
        return "%s%n%s%n%s%n"
                .formatted(
                        PEM.formatted("BEGIN", kind),
                        Base64.getEncoder().encodeToString(key),
                        PEM.formatted("END", kind));
    }

    private static byte[] bytes(Path file) throws IOException {
        return Base64.getDecoder()
                .decode(Files.readString(file)
                        .replaceAll("-----[A-Z ]+-----", "")
                        .replaceAll("\\s", ""));
    }

    private static void put(Path file, String text, String permissions) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            var fresh = file.resolveSibling(file.getFileName() + ".new");
            Files.deleteIfExists(fresh);
            Files.createFile(fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions)));
            Files.writeString(fresh, text);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static dev.companyos.kernel.CompanyException unusable(Path home, String why) {
        return dev.companyos.kernel.CompanyException.invalid(
                "signing-key",
                "`signing.key` and `signing.pub` in %s cannot be used.".formatted(home),
                why,
                "Put the two files back from a backup; or remove both, and all that was written before is foreign code.");
    }
}
