package app.web;

/** An entry of the menu: declare one as a {@code @Bean} beside the page that it leads to. */
public record MenuLink(String label, String path) {}
