package dev.companyos.llm.memory;

import dev.companyos.kernel.AgentId;
import dev.companyos.kernel.CompanyId;
import dev.companyos.kernel.DirectiveId;
import dev.companyos.kernel.TaskId;
import dev.companyos.llm.Journal;
import dev.companyos.llm.Ledger;
import dev.companyos.llm.ModelCall;
import dev.companyos.llm.ModelCall.Result;
import dev.companyos.llm.Reply;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

public final class MemoryJournal implements Journal, Ledger {
    private final List<ModelCall> calls = new CopyOnWriteArrayList<>();
    private final Map<Waiting.Call, Waiting> waiting = new ConcurrentHashMap<>();

    @Override
    public void record(ModelCall call) {
        calls.add(call);
        waiting.remove(
                new Waiting.Call(call.caller().company(), call.caller().turn(), call.step(), call.requestHash()));
    }

    @Override
    public void submitted(Waiting call) {
        waiting.putIfAbsent(call.call(), call);
    }

    @Override
    public Optional<Waiting> waiting(CompanyId company, String turn, int step, String requestHash) {
        return Optional.ofNullable(waiting.get(new Waiting.Call(company, turn, step, requestHash)));
    }

    @Override
    public Optional<Replay> find(CompanyId company, String turn, int step, String requestHash) {
        return of(company)
                .filter(it -> it.caller().turn().equals(turn)
                        && it.step() == step
                        && it.requestHash().equals(requestHash))
                .flatMap(it -> switch (it.result()) {
                    case Result.Answered(Reply reply) -> Stream.of(new Replay(reply, it.cost()));
                    case Result.Failed _ -> Stream.empty();
                })
                .findFirst();
    }

    @Override
    public Total total(CompanyId company) {
        return sum(of(company));
    }

    @Override
    public Total inMonth(CompanyId company, YearMonth month) {
        return sum(of(company)
                .filter(it -> YearMonth.from(it.at().atZone(ZoneOffset.UTC)).equals(month)));
    }

    @Override
    public Total ofTask(CompanyId company, TaskId task) {
        return sum(of(company).filter(it -> it.caller().task().equals(Optional.of(task))));
    }

    @Override
    public Map<TaskId, Total> byTask(CompanyId company) {
        return by(company, it -> it.caller().task());
    }

    @Override
    public Map<DirectiveId, Total> byDirective(CompanyId company) {
        return by(company, it -> it.caller().directive());
    }

    @Override
    public Map<AgentId, Total> byAgent(CompanyId company) {
        return by(company, it -> Optional.of(it.caller().agent()));
    }

    @Override
    public Map<String, Total> byModel(CompanyId company) {
        return by(company, it -> Optional.of(it.model()));
    }

    @Override
    public List<ModelCall> latest(CompanyId company, int limit) {
        return of(company).toList().reversed().stream().limit(limit).toList();
    }

    private Stream<ModelCall> of(CompanyId company) {
        return calls.stream().filter(it -> it.caller().company().equals(company));
    }

    private <K> Map<K, Total> by(CompanyId company, Function<ModelCall, Optional<K>> key) {
        return of(company)
                .filter(it -> key.apply(it).isPresent())
                .collect(Collectors.groupingBy(
                        it -> key.apply(it).orElseThrow(),
                        Collectors.reducing(Total.NONE, it -> Total.NONE.plus(it), MemoryJournal::add)));
    }

    private static Total sum(Stream<ModelCall> calls) {
        return calls.map(Total.NONE::plus).reduce(Total.NONE, MemoryJournal::add);
    }

    private static Total add(Total one, Total other) {
        return new Total(
                one.calls() + other.calls(),
                one.usage().plus(other.usage()),
                one.cost().plus(other.cost()));
    }
}
