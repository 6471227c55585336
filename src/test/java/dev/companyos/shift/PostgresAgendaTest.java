package dev.companyos.shift;

import dev.companyos.bus.FactCodec;
import dev.companyos.shift.postgres.PostgresAgenda;
import dev.companyos.testing.TestDatabase;

class PostgresAgendaTest extends AgendaContract {
    @Override
    Agenda agenda() {
        return new PostgresAgenda(TestDatabase.fresh().sql(), new FactCodec());
    }
}
