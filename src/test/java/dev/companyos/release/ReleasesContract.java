package dev.companyos.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.companyos.kernel.Commit;
import dev.companyos.kernel.CompanyException;
import dev.companyos.kernel.CompanyId;
import dev.companyos.kernel.ReleaseId;
import dev.companyos.release.Releases.Release;
import dev.companyos.release.Releases.Status;
import dev.companyos.testing.AtOnce;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What every {@link Releases} does. */
public abstract class ReleasesContract {
    private static final Instant NOW = Instant.parse("2026-11-01T09:00:00Z");
    private static final Instant LATER = NOW.plus(Duration.ofMinutes(5));

    private final Releases releases = releases();
    private final CompanyId company = CompanyId.fresh();
    private final CompanyId other = CompanyId.fresh();

    protected abstract Releases releases();

    @Test
    void a_release_starts_whatever_it_is_added_as() {
        var it = release(1);
        var posing = new Release(it.id(), 1, it.commit(), "local", Status.LIVE, "", "notes 🚀", NOW, Optional.of(NOW));
        assertThat(releases.add(company, posing)).isTrue();
        assertThat(releases.find(company, it.id())).contains(it);
        assertThat(releases.live(company)).isEmpty();
    }

    @Test
    void a_release_is_added_once() {
        var it = added(1);
        releases.verified(company, it.id(), "http://a", LATER);
        assertThat(releases.add(company, it)).isFalse();
        assertThat(releases.live(company)).isPresent();
        assertThat(releases.find(other, it.id())).isEmpty();
        assertThat(releases.list(other, 10)).isEmpty();
    }

    @Test
    void releases_are_listed_newest_first() {
        for (int i = 1; i <= 11; i++) added(i);
        assertThat(releases.list(company, 3)).extracting(Release::number).containsExactly(11, 10, 9);
    }

    @Test
    void the_verified_one_is_live_and_the_one_before_superseded() {
        var first = live(1);
        var second = added(2);
        releases.verified(company, second.id(), "http://b", LATER);
        assertThat(releases.live(company)).contains(as(second, Status.LIVE, "http://b", Optional.of(LATER)));
        assertThat(status(first)).isEqualTo(Status.SUPERSEDED);
    }

    @Test
    void verifying_again_changes_no_more_than_the_address() {
        var it = live(1);
        releases.verified(company, it.id(), "http://b", LATER.plusSeconds(9));
        assertThat(releases.live(company)).contains(as(it, Status.LIVE, "http://b", Optional.of(LATER)));
    }

    @Test
    void a_failure_leaves_what_is_live_alone() {
        var first = live(1);
        var second = added(2);
        releases.failed(company, second.id(), "no answer \u0000 from /health 🚀", LATER);
        assertThat(releases.live(company)).map(Release::id).contains(first.id());
        assertThat(status(second)).isEqualTo(Status.FAILED);
        assertThat(releases.find(company, second.id()).orElseThrow().detail()).isEqualTo("no answer  from /health 🚀");
    }

    @Test
    void what_failed_goes_live_when_the_same_commit_answers_the_next_time() {
        var it = added(1);
        releases.failed(company, it.id(), "port in use", LATER);
        releases.failed(company, it.id(), "again", LATER);
        releases.verified(company, it.id(), "http://a", LATER);
        assertThat(status(it)).isEqualTo(Status.LIVE);
    }

    @Test
    void rolling_back_makes_an_earlier_release_live_and_forgets_no_time() {
        var first = live(1);
        var second = live(2);
        releases.rolledBackTo(company, first.id(), "http://c", LATER.plusSeconds(60));
        assertThat(releases.live(company)).contains(as(first, Status.LIVE, "http://c", Optional.of(LATER)));
        assertThat(status(second)).isEqualTo(Status.SUPERSEDED);
        releases.rolledBackTo(company, second.id(), "http://d", LATER);
        assertThat(releases.live(company)).map(Release::id).contains(second.id());
    }

    @Test
    void nobody_rolls_back_to_what_never_worked() {
        var works = live(1);
        var failed = added(2);
        releases.failed(company, failed.id(), "down", LATER);
        var starting = added(3);
        refused(() -> releases.rolledBackTo(company, failed.id(), "x", LATER), "conflict.release");
        refused(() -> releases.rolledBackTo(company, starting.id(), "x", LATER), "conflict.release");
        assertThat(releases.live(company)).map(Release::id).contains(works.id());
    }

    @Test
    void what_serves_or_served_users_does_not_fail_any_more() {
        var first = live(1);
        var second = live(2);
        refused(() -> releases.failed(company, first.id(), "x", LATER), "conflict.release");
        refused(() -> releases.failed(company, second.id(), "x", LATER), "conflict.release");
        assertThat(status(first)).isEqualTo(Status.SUPERSEDED);
        assertThat(status(second)).isEqualTo(Status.LIVE);
    }

    @Test
    void a_release_that_is_not_there_takes_nothing_from_the_one_that_is() {
        var it = live(1);
        var nobody = ReleaseId.fresh();
        refused(() -> releases.verified(company, nobody, "x", LATER), "not-found.release");
        refused(() -> releases.verified(other, it.id(), "x", LATER), "not-found.release");
        refused(() -> releases.rolledBackTo(company, nobody, "x", LATER), "not-found.release");
        refused(() -> releases.failed(company, nobody, "x", LATER), "not-found.release");
        refused(() -> releases.moved(company, nobody, "x"), "not-found.release");
        assertThat(releases.live(company)).map(Release::url).contains("http://1");
    }

    @Test
    void a_live_release_can_move_to_another_address() {
        var it = live(1);
        releases.moved(company, it.id(), "http://localhost:9");
        assertThat(releases.live(company)).map(Release::url).contains("http://localhost:9");
    }

    @Test
    void each_company_has_its_own_live_release() {
        var ours = live(1);
        var theirs = release(1);
        releases.add(other, theirs);
        releases.verified(other, theirs.id(), "http://o", LATER);
        assertThat(releases.live(company)).map(Release::id).contains(ours.id());
        assertThat(releases.live(other)).map(Release::id).contains(theirs.id());
    }

    @Test
    void of_many_that_go_live_at_once_exactly_one_is_live_after() {
        for (int i = 1; i <= 12; i++) added(i);
        var ids = releases.list(company, 20).stream().map(Release::id).iterator();
        AtOnce.winners(12, () -> {
            ReleaseId mine;
            synchronized (ids) {
                mine = ids.next();
            }
            try {
                releases.verified(company, mine, "http://" + mine, LATER);
                return true;
            } catch (CompanyException e) {
                assertThat(e.code()).isEqualTo("conflict.release");
                return false;
            }
        });
        assertThat(releases.list(company, 20).stream().filter(it -> it.status() == Status.LIVE))
                .hasSize(1);
    }

    private Release added(int number) {
        var it = release(number);
        assertThat(releases.add(company, it)).isTrue();
        return it;
    }

    private Release live(int number) {
        var it = added(number);
        releases.verified(company, it.id(), "http://" + number, LATER);
        return it;
    }

    private Status status(Release it) {
        return releases.find(company, it.id()).orElseThrow().status();
    }

    private static void refused(ThrowingCallable call, String code) {
        assertThatThrownBy(call).isInstanceOfSatisfying(CompanyException.class, it -> assertThat(it.code())
                .isEqualTo(code));
    }

    private static Release release(int number) {
        return new Release(
                ReleaseId.fresh(),
                number,
                new Commit("%040d".formatted(number)),
                "local",
                Status.STARTING,
                "",
                "notes 🚀",
                NOW,
                Optional.empty());
    }

    private static Release as(Release it, Status status, String url, Optional<Instant> verifiedAt) {
        return new Release(
                it.id(), it.number(), it.commit(), it.hosting(), status, url, it.detail(), it.startedAt(), verifiedAt);
    }
}
