package dev.companyos.api;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** The server itself. */
@RestController
final class ServerController {
    private final Operations operations;
    private final Listeners listeners;

    ServerController(Operations operations, Listeners listeners) {
        this.operations = operations;
        this.listeners = listeners;
    }

    @GetMapping("/healthz")
    Map<String, String> alive() {
        return Map.of("status", "ok");
    }

    @GetMapping("/readyz")
    ResponseEntity<Map<String, Object>> ready() {
        List<String> troubles = operations.notReady();
        return ResponseEntity.status(troubles.isEmpty() ? 200 : 503)
                .body(Map.of("status", troubles.isEmpty() ? "ready" : "not ready", "troubles", troubles));
    }

    /** @param listeners how many listen to live events */
    record Server(@JsonUnwrapped Operations.ServerInfo info, long uptime_s, int listeners) {}

    @GetMapping("/api/v1/server")
    Server info() {
        return new Server(
                operations.info(), ManagementFactory.getRuntimeMXBean().getUptime() / 1_000, listeners.count());
    }

    @PostMapping("/api/v1/server/stop")
    ResponseEntity<Map<String, String>> stop() {
        operations.stopServer();
        return ResponseEntity.accepted().body(Map.of("status", "stopping"));
    }
}
