package dev.companyos.duties;

import dev.companyos.kernel.Usd;
import dev.companyos.llm.Gateway.Ask;
import dev.companyos.llm.Gateway.Outside;
import dev.companyos.llm.Gateway.Session;
import dev.companyos.llm.Reply;
import java.util.function.Function;
import java.util.function.Supplier;

/** A turn's session that counts what its side questions cost, too: bounds and evidence see the whole. */
public record SharedBill(Session session, Supplier<Usd> others) implements Session {
    @Override
    public Reply ask(Ask ask) {
        return session.ask(ask);
    }

    @Override
    public String outside(Outside what, Function<Reply.Usage, Usd> price, Supplier<Outside.Done> work) {
        return session.outside(what, price, work);
    }

    @Override
    public String model() {
        return session.model();
    }

    @Override
    public Usd cost() {
        return session.cost().plus(others.get());
    }

    @Override
    public Reply.Usage usage() {
        return session.usage();
    }
}
