package app.features;

import app.data.Counted;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** How many there are of everything that is kept. */
@RestController
class Summary {
    private final List<Counted> counted;

    Summary(List<Counted> counted) {
        this.counted = List.copyOf(counted);
    }

    @GetMapping("/api/summary")
    Map<String, Object> summary() {
        var counts = new TreeMap<String, Long>();
        counted.forEach(it -> counts.put(it.name(), it.count()));
        return Map.of("product", {{name}}, "counts", counts);
    }
}
