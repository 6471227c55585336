package dev.companyos.repo.commandline;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What git may reach outside, and with whose name. The token is in no address, no argument and no file: git reads it from
 * its environment, for requests to {@code host} alone, and follows no redirection with it.
 *
 * @param schemes of addresses; folders of this machine can be read in any case
 * @param host where the token is known, such as {@code https://github.com}
 */
public record RemoteAccess(Set<String> schemes, URI host, Optional<String> token) {
    private static final List<String> PASSED_ON = List.of(
            "http_proxy",
            "https_proxy",
            "HTTPS_PROXY",
            "all_proxy",
            "ALL_PROXY",
            "no_proxy",
            "NO_PROXY",
            "SSL_CERT_FILE",
            "SSL_CERT_DIR",
            "GIT_SSL_CAINFO");

    /** Whether the token is for that address. */
    public boolean knows(String place) {
        return token.isPresent() && place.startsWith(base());
    }

    private String base() {
        return host.toString().replaceAll("/+$", "") + "/";
    }

    Git.Call open(Git.Call call, String place) {
        var scheme = place.contains("://") ? place.substring(0, place.indexOf("://")) : "file";
        call.with(
                "GIT_ALLOW_PROTOCOL", scheme.equals("file") || schemes.contains(scheme) || knows(place) ? scheme : "");
        for (var name : PASSED_ON) {
            var value = System.getenv(name);
            if (value != null) call.with(name, value);
        }
        if (!knows(place)) return call;
        var credentials = "x-access-token:" + token.orElseThrow();
        var basic = Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
        return call.with("GIT_CONFIG_COUNT", "2")
                .with("GIT_CONFIG_KEY_0", "http." + base() + ".extraHeader")
                .with("GIT_CONFIG_VALUE_0", "Authorization: Basic " + basic)
                .with("GIT_CONFIG_KEY_1", "http.followRedirects")
                .with("GIT_CONFIG_VALUE_1", "false");
    }
}
