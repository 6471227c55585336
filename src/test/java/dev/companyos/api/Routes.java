package dev.companyos.api;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Every route that a controller declares. */
final class Routes {
    private Routes() {}

    record Route(String method, String template) {
        /** With {@code company} for the company, and something that is not there for the rest. */
        String path(String company) {
            return template.replace("/api/v1/companies/{company}", company).replaceAll("\\{\\w+}", "none-such");
        }

        boolean ofACompany() {
            return template.contains("{company}");
        }

        boolean takesABody() {
            return method.equals("PUT")
                    || method.equals("POST") && template.matches(".*/(companies|feedback|answer|knowledge|ask)");
        }

        boolean open() {
            return template.equals("/healthz") || template.equals("/readyz");
        }

        @Override
        public String toString() {
            return method + " " + template;
        }
    }

    static Stream<Route> all() {
        var scan = new ClassPathScanningCandidateComponentProvider(false);
        scan.addIncludeFilter(new AnnotationTypeFilter(RestController.class));
        var found = new ArrayList<Route>();
        for (var bean : scan.findCandidateComponents("dev.companyos.api")) {
            var type = type(bean.getBeanClassName());
            var above = AnnotatedElementUtils.findMergedAnnotation(type, RequestMapping.class);
            String base = above == null ? "" : above.path()[0];
            for (var method : type.getDeclaredMethods()) {
                var route = AnnotatedElementUtils.findMergedAnnotation(method, RequestMapping.class);
                if (route == null) continue;
                String template = base + (route.path().length == 0 ? "" : route.path()[0]);
                for (var verb : List.of(route.method())) found.add(new Route(verb.name(), template));
            }
        }
        return found.stream();
    }

    static Stream<Route> guarded() {
        return all().filter(it -> !it.open());
    }

    private static Class<?> type(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
