package app.features;

import com.fasterxml.jackson.annotation.JsonProperty;
{{imports}}
import org.springframework.web.bind.annotation.BindParam;

/** {{A_singular}}; what is optional and was left out is null. */
public record {{class}}(
        {{components}}
{{compact}}
