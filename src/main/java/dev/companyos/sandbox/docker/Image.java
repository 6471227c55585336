package dev.companyos.sandbox.docker;

import dev.companyos.kernel.CompanyException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The image with the tools of every stack, which is made on the founder's machine from the Dockerfile that we ship. */
public final class Image {
    private static final String DOCKERFILE = read();

    /** Another Dockerfile is another name: an old image is never taken for a new one. */
    public static final String NAME = "companyos-sandbox:" + sum(DOCKERFILE);

    private Image() {}

    public static String dockerfile() {
        return DOCKERFILE;
    }

    /**
     * Makes it; what Docker says on the way goes to our own output. Needs the network, and takes minutes.
     *
     * @throws CompanyException {@code unavailable.sandbox} with what to do
     */
    public static void build(Map<String, String> environment) {
        var docker = Docker.find(environment)
                .orElseThrow(() -> CompanyException.unavailable(
                        "sandbox",
                        "The image was not made.",
                        "Docker is missing.",
                        "Install it from https://docs.docker.com/get-docker/"));
        Path folder = null;
        try {
            folder = Files.createTempDirectory("company-image");
            Files.writeString(folder.resolve("Dockerfile"), DOCKERFILE);
            var builder = new ProcessBuilder(docker.words(List.of("build", "--tag", NAME, "" + folder))).inheritIO();
            builder.environment().clear();
            builder.environment().putAll(docker.environment());
            int code = builder.start().waitFor();
            if (code != 0)
                throw CompanyException.unavailable(
                        "sandbox",
                        "The image was not made.",
                        "`docker build` ended with code %d; what it said stands above.".formatted(code),
                        "Mend that, or name an image of your own with COMPANY_SANDBOX_IMAGE.");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            if (folder != null) {
                folder.resolve("Dockerfile").toFile().delete();
                folder.toFile().delete();
            }
        }
    }

    private static String read() {
        try (var in = Objects.requireNonNull(Image.class.getResourceAsStream("/sandbox/Dockerfile"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String sum(String text) {
        try {
            var sum = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(sum).substring(0, 12);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
