package app.features;

import app.data.Slice;
import app.web.Form;
import app.web.MenuLink;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import java.util.Map;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.servlet.View;

/** The page of {{plural}}: a list with search, and a form to add one. */
@Controller
@RequestMapping("/{{kebab}}")
class {{class}}Pages {
    private static final int PAGE_SIZE = 50;

    private final {{class}}Store store;
    private final MessageSource messages;

    {{class}}Pages({{class}}Store store, MessageSource messages) {
        this.store = store;
        this.messages = messages;
    }

    @Configuration(proxyBeanMethods = false)
    static class Link {
        @Bean
        MenuLink {{bean}}Link() {
            return new MenuLink("{{title}}", "/{{kebab}}");
        }
    }

    @GetMapping
    String show(
            @RequestParam(defaultValue = "") String q, @RequestParam(defaultValue = "0") int offset, Model model) {
        return page(Slice.of(q, PAGE_SIZE, offset), Form.EMPTY, model);
    }

    @PostMapping
    String create(
            @Valid @ModelAttribute("values") {{class}} values,
            BindingResult result,
            @RequestParam Map<String, String> typed,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response) {
        if (result.hasErrors()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return page(Slice.of("", PAGE_SIZE, 0), Form.of(typed, {{class}}.class, result, messages), model);
        }
        store.add(values);
        request.setAttribute(View.RESPONSE_STATUS_ATTRIBUTE, HttpStatus.SEE_OTHER);
        return "redirect:/{{kebab}}";
    }

    @PostMapping("/{id}/delete")
    @ResponseStatus(HttpStatus.SEE_OTHER)
    String delete(@PathVariable long id) {
        store.remove(id);
        return "redirect:/{{kebab}}";
    }

    private String page(Slice slice, Form form, Model model) {
        model.addAttribute("rows", store.find(slice));
        model.addAttribute("total", store.count(slice));
        model.addAttribute("slice", slice);
        model.addAttribute("form", form);
        return "{{kebab}}";
    }
}
