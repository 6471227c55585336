package app.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Year;
import java.util.Comparator;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** What the layout of every page shows. */
@ControllerAdvice(annotations = Controller.class)
class Frame {
    private final List<MenuLink> menu;

    Frame(List<MenuLink> menu) {
        this.menu = menu.stream().sorted(Comparator.comparing(MenuLink::label)).toList();
    }

    @ModelAttribute("product")
    String product() {
        return {{product_literal}};
    }

    @ModelAttribute("menu")
    List<MenuLink> menu() {
        return menu;
    }

    @ModelAttribute("path")
    String path(HttpServletRequest request) {
        return request.getRequestURI();
    }

    @ModelAttribute("year")
    int year() {
        return Year.now().getValue();
    }
}
