package dev.companyos.company;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companyos.kernel.CompanyId;
import dev.companyos.kernel.DirectiveId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every {@link Directives} does. */
public abstract class DirectivesContract {
    private static final Instant NOW = Instant.parse("2026-11-01T09:00:00Z");

    private final CompanyStore store = store();
    private final Directives directives = store.directives();
    private final CompanyId company = store.company("coffee");

    protected abstract CompanyStore store();

    @Test
    void a_directive_comes_back_as_it_was_and_is_added_once() {
        var directive = directive("Open the “waitlist” 🚀", NOW);
        assertThat(directives.add(directive)).isTrue();
        assertThat(directives.add(directive)).isFalse();
        assertThat(directives.find(company, directive.id())).contains(directive);
        assertThat(directives.find(company, DirectiveId.fresh())).isEmpty();
        assertThat(directives.find(store.company("tea"), directive.id())).isEmpty();
    }

    @Test
    void the_newest_are_listed_first() {
        directives.add(directive("old", NOW));
        directives.add(directive("newer", NOW.plusSeconds(1)));
        directives.add(directive("same moment", NOW.plusSeconds(1)));
        assertThat(directives.list(company, 2)).extracting(Directive::goal).containsExactly("same moment", "newer");
        assertThat(directives.list(store.company("tea"), 2)).isEmpty();
    }

    @Test
    void one_caller_moves_it_on() {
        var directive = directive("goal", NOW);
        directives.add(directive);
        assertThat(move(directive.id())).isTrue();
        assertThat(move(directive.id())).isFalse();
        assertThat(move(DirectiveId.fresh())).isFalse();
        assertThat(directives.find(company, directive.id()).orElseThrow().status())
                .isEqualTo(Directive.Status.PLANNED);
    }

    private boolean move(DirectiveId id) {
        return directives.move(company, id, Directive.Status.ISSUED, Directive.Status.PLANNED);
    }

    private Directive directive(String goal, Instant at) {
        return new Directive(
                DirectiveId.fresh(),
                company,
                goal,
                "Because",
                List.of(
                        new Directive.Priority("backend", "sign-up", "first"),
                        new Directive.Priority("web", "page", "2nd")),
                at.plus(Duration.ofDays(7)),
                Directive.Status.ISSUED,
                at);
    }
}
