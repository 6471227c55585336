package dev.companyos.budget;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companyos.kernel.CompanyId;
import dev.companyos.kernel.Usd;
import dev.companyos.testing.AtOnce;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What every {@link Notices} does. */
public abstract class NoticesContract {
    private static final Instant NOVEMBER = Instant.parse("2026-11-30T23:59:59Z");
    private static final Instant DECEMBER = Instant.parse("2026-12-01T00:00:00Z");
    private static final Usd CAP = Usd.dollars(20);

    private final Notices notices = notices();
    private final CompanyId company = CompanyId.fresh();

    protected abstract Notices notices();

    @Test
    void each_kind_is_first_once_for_a_company_month_and_cap() {
        assertThat(notices.first(company, CAP, "warned", NOVEMBER)).isTrue();
        assertThat(notices.first(company, CAP, "warned", NOVEMBER)).isFalse();
        assertThat(notices.first(company, CAP, "exhausted", NOVEMBER)).isTrue();
        assertThat(notices.first(company, CAP, "warned", DECEMBER)).isTrue();
        assertThat(notices.first(company, Usd.dollars(30), "warned", NOVEMBER)).isTrue();
        assertThat(notices.first(CompanyId.fresh(), CAP, "warned", NOVEMBER)).isTrue();
    }

    @Test
    void of_many_at_once_one_is_first() {
        assertThat(AtOnce.winners(30, () -> notices.first(company, CAP, "warned", NOVEMBER)))
                .isEqualTo(1);
    }
}
