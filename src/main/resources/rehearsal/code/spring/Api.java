package app.features;

import app.data.Kept;
import app.data.Slice;
import app.web.NotFound;
import app.web.Patch;
import jakarta.validation.Valid;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The JSON API of {{plural}}. */
@RestController
@RequestMapping("/api/{{kebab}}")
class {{class}}Api {
    private final {{class}}Store store;
    private final Patch patch;

    {{class}}Api({{class}}Store store, Patch patch) {
        this.store = store;
        this.patch = patch;
    }

    @GetMapping
    ResponseEntity<List<Kept<{{class}}>>> list(
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(defaultValue = "0") int offset) {
        var slice = Slice.of(q, limit, offset);
        return ResponseEntity.ok()
                .header("X-Total-Count", Integer.toString(store.count(slice)))
                .body(store.find(slice));
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Kept<{{class}}> create(@Valid @RequestBody {{class}} values) {
        return store.add(values);
    }

    @GetMapping("/{id}")
    Kept<{{class}}> read(@PathVariable long id) {
        return store.get(id).orElseThrow({{class}}Api::missing);
    }

    @PutMapping("/{id}")
    Kept<{{class}}> replace(@PathVariable long id, @Valid @RequestBody {{class}} values) {
        return store.change(id, values).orElseThrow({{class}}Api::missing);
    }

    @PatchMapping("/{id}")
    Kept<{{class}}> change(@PathVariable long id, @RequestBody Map<String, Object> changes) {
        return store.change(id, patch.apply(read(id).values(), changes)).orElseThrow({{class}}Api::missing);
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable long id) {
        if (!store.remove(id)) {
            throw missing();
        }
    }

    private static NotFound missing() {
        return new NotFound("There is no {{singular}} with this id");
    }
}
