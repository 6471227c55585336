package dev.companyos.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.companyos.kernel.AgentId;
import dev.companyos.kernel.CompanyId;
import dev.companyos.kernel.Tier;
import dev.companyos.kernel.Usd;
import dev.companyos.llm.postgres.PostgresJournal;
import dev.companyos.testing.TestDatabase;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class MeteredGatewayOnPostgresTest {
    static final TestDatabase DATABASE = TestDatabase.fresh();

    final PostgresJournal journal = new PostgresJournal(DATABASE.sql());
    final AtomicInteger given = new AtomicInteger();
    final Caller caller =
            new Caller(CompanyId.fresh(), new AgentId("ceo_1"), "ceo/1", Optional.empty(), Optional.empty());
    final Gateway.Ask ask =
            new Gateway.Ask(List.of(), List.of(new Message.User("hi")), List.of(), Optional.empty(), 100, "prompt-1");

    @Test
    void a_reply_is_stored_together_with_its_settlement_or_not_at_all() {
        var session = gateway(true).open(caller, Tier.JUNIOR);
        assertThatThrownBy(() -> session.ask(ask)).hasMessage("the ledger is gone");
        assertThat(journal.total(caller.company())).isEqualTo(Ledger.Total.NONE);
        assertThat(given).hasValue(1);
    }

    @Test
    void a_new_process_finds_what_the_old_one_paid_for() {
        var first = gateway(false).open(caller, Tier.JUNIOR).ask(ask);
        assertThat(gateway(true).open(caller, Tier.JUNIOR).ask(ask)).isEqualTo(first);
        assertThat(journal.total(caller.company()).calls()).isEqualTo(1);
    }

    private Gateway gateway(boolean ledgerIsGone) {
        var usage = new Reply.Usage(10, 10, 0, 0);
        var model = new ScriptedModel(() -> new Reply.Text("claude", usage, "hello"));
        var purse = new FakePurse(Usd.dollars(20)) {
            @Override
            public Reservation kept(Caller who, UUID id) {
                var inner = super.kept(who, id);
                return new Reservation() {
                    @Override
                    public UUID id() {
                        return id;
                    }

                    @Override
                    public void settle(Usd real) {
                        if (ledgerIsGone) throw new IllegalStateException("the ledger is gone");
                        inner.settle(real);
                    }

                    @Override
                    public void release() {
                        given.incrementAndGet();
                        inner.release();
                    }

                    @Override
                    public void keep() {
                        if (ledgerIsGone) throw new IllegalStateException("the ledger is gone");
                        inner.keep();
                    }
                };
            }
        };
        return new MeteredGateway(
                model,
                ModelCatalog.shipped("anthropic", Map.of()),
                new MeteredGateway.Books(journal, purse, DATABASE.transactions()),
                new Retry(_ -> {}, () -> 0),
                new Redaction(List.of()),
                Clock.systemUTC());
    }
}
