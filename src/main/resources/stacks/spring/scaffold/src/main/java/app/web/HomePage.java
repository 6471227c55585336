package app.web;

import app.data.Counted;
import java.util.Comparator;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The home page, {@code templates/home.html}, with what there is to count. */
@Controller
class HomePage {
    private final List<Counted> counted;

    HomePage(List<Counted> counted) {
        this.counted = counted.stream().sorted(Comparator.comparing(Counted::title)).toList();
    }

    @GetMapping("/")
    String home(Model model) {
        model.addAttribute("counted", counted);
        return "home";
    }
}
