package dev.companyos.shift;

import dev.companyos.shift.memory.MemoryAgenda;

class MemoryAgendaTest extends AgendaContract {
    @Override
    Agenda agenda() {
        return new MemoryAgenda();
    }
}
