package dev.companyos.roles.memory;

import dev.companyos.kernel.AgentId;
import dev.companyos.kernel.CompanyId;
import dev.companyos.kernel.RoleId;
import dev.companyos.kernel.Text;
import dev.companyos.roles.Staff;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/** One monitor; nothing is rolled back. */
public final class MemoryStaff implements Staff {
    private static final int MOST = 50;
    private static final int LONGEST = 10_000;

    private record Key(CompanyId company, RoleId role) {}

    private final Map<Key, List<Agent>> agents = new HashMap<>();
    private final Map<CompanyId, Map<UUID, Request>> open = new HashMap<>();
    private final Map<CompanyId, Map<UUID, String>> closed = new HashMap<>();
    private final Clock clock;

    public MemoryStaff(Clock clock) {
        this.clock = clock;
    }

    @Override
    public synchronized void setHeadcount(CompanyId company, RoleId role, int headcount) {
        int wanted = Math.clamp(headcount, 0, MOST);
        var team = team(company, role);
        while (team.size() > wanted) team.removeLast();
        while (team.size() < wanted)
            team.add(new Agent(AgentId.of(role, team.size() + 1), role, Agent.Status.IDLE, false, "", clock.instant()));
    }

    @Override
    public synchronized List<Agent> agents(CompanyId company) {
        var teams = new TreeMap<RoleId, List<Agent>>();
        agents.forEach((key, team) -> {
            if (key.company().equals(company)) teams.put(key.role(), team);
        });
        return teams.values().stream().flatMap(List::stream).toList();
    }

    @Override
    public synchronized List<Agent> agents(CompanyId company, RoleId role) {
        return List.copyOf(team(company, role));
    }

    @Override
    public synchronized Optional<Agent> find(CompanyId company, AgentId agent) {
        return agents(company).stream().filter(it -> it.id().equals(agent)).findFirst();
    }

    @Override
    public synchronized void setStatus(
            CompanyId company, AgentId agent, Agent.Status status, String doing, Instant at) {
        String kept = Text.storable(doing, LONGEST);
        find(company, agent)
                .filter(it -> it.status() != status || !it.doing().equals(kept))
                .ifPresent(it -> replace(company, it, new Agent(agent, it.role(), status, it.paused(), kept, at)));
    }

    @Override
    public synchronized boolean setPaused(CompanyId company, AgentId agent, boolean paused) {
        var found = find(company, agent).filter(it -> it.paused() != paused);
        found.ifPresent(
                it -> replace(company, it, new Agent(agent, it.role(), it.status(), paused, it.doing(), it.since())));
        return found.isPresent();
    }

    @Override
    public synchronized boolean request(CompanyId company, Request request) {
        if (of(closed, company).containsKey(request.id())) return false;
        var requests = of(open, company);
        boolean asked = requests.values().stream()
                .anyMatch(it -> it.kind() == request.kind() && it.role().equals(request.role()));
        var kept = new Request(
                request.id(), request.kind(), request.role(), Text.storable(request.reason(), LONGEST), request.at());
        return !asked && requests.putIfAbsent(kept.id(), kept) == null;
    }

    @Override
    public synchronized List<Request> openRequests(CompanyId company) {
        return of(open, company).values().stream()
                .sorted(Comparator.comparing(Request::at))
                .toList();
    }

    @Override
    public synchronized boolean close(CompanyId company, UUID request, String plan, Instant at) {
        if (of(open, company).remove(request) == null) return false;
        of(closed, company).put(request, plan);
        return true;
    }

    private List<Agent> team(CompanyId company, RoleId role) {
        return agents.computeIfAbsent(new Key(company, role), _ -> new ArrayList<>());
    }

    private void replace(CompanyId company, Agent old, Agent now) {
        team(company, old.role()).replaceAll(it -> it.equals(old) ? now : it);
    }

    private static <T> Map<UUID, T> of(Map<CompanyId, Map<UUID, T>> all, CompanyId company) {
        return all.computeIfAbsent(company, _ -> new HashMap<>());
    }
}
