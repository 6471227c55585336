package dev.companyos.llm.openai;

import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A base URL as people write it, and what it says about the server behind it.
 *
 * @param url for the SDK: without query and closing slash
 * @param apiVersion Azure's, from {@code ?api-version=…}
 */
record Endpoint(String url, Optional<String> apiVersion) {
    static final String OPENAI = "https://api.openai.com/v1";
    private static final Pattern API_VERSION = Pattern.compile("(?:^|&)api-version=([^&]+)");
    private static final Pattern AZURE =
            Pattern.compile("\\.(openai\\.azure|services\\.ai\\.azure|cognitiveservices\\.azure)\\.(com|us|cn)$");

    static Endpoint of(Optional<URI> baseUrl) {
        if (baseUrl.isEmpty()) return new Endpoint(OPENAI, Optional.empty());
        URI given = baseUrl.get();
        var version = API_VERSION.matcher(Optional.ofNullable(given.getQuery()).orElse(""));
        return new Endpoint(
                given.toString().replaceAll("[?#].*$", "").replaceAll("/+$", ""),
                version.find() ? Optional.of(version.group(1)) : Optional.empty());
    }

    /** Takes its key in a header of its own, and before {@code /openai/v1} the model in the path. */
    boolean isAzure() {
        String host = URI.create(url).getHost();
        return apiVersion.isPresent() || host != null && AZURE.matcher(host).find();
    }

    boolean hasModelInPath() {
        return isAzure() && !url.endsWith("/openai/v1");
    }

    /** Knows the newest names of all parameters. */
    boolean isOpenAis() {
        return url.equals(OPENAI) || isAzure();
    }
}
