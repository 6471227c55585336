package dev.companyos.shift;

import dev.companyos.bus.Subscriptions.Hands;
import dev.companyos.company.Companies;
import dev.companyos.company.Company;
import dev.companyos.facts.TaskFact;
import dev.companyos.kernel.AgentId;
import dev.companyos.kernel.CompanyId;
import dev.companyos.kernel.RoleId;
import dev.companyos.roles.Role;
import dev.companyos.roles.Roles;
import dev.companyos.roles.Staff;
import dev.companyos.roles.Staff.Agent;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** This process's agents as takers of tasks: each has one task at a time. */
public final class TaskHands implements Hands {
    private final Companies companies;
    private final Roles roles;
    private final Staff staff;
    private final TaskShift shift;
    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Map<CompanyId, Set<AgentId>> busy = new ConcurrentHashMap<>();
    private final Map<CompanyId, Instant> quietUntil = new ConcurrentHashMap<>();
    private volatile boolean draining;

    public TaskHands(Companies companies, Roles roles, Staff staff, TaskShift shift, Clock clock) {
        this.companies = companies;
        this.roles = roles;
        this.staff = staff;
        this.shift = shift;
        this.clock = clock;
    }

    @Override
    public Set<RoleId> free(CompanyId company) {
        if (!open(company)) return Set.of();
        var takers = new HashSet<RoleId>();
        for (var agent : staff.agents(company)) if (isFree(company, agent)) takers.add(agent.role());
        takers.removeIf(it -> roles.find(it).filter(Role::takesTasks).isEmpty());
        return takers;
    }

    @Override
    public void take(CompanyId company, TaskFact.Ready ready) {
        var role = roles.find(ready.role());
        if (role.isEmpty()) return;
        var agent = await(company, ready.role());
        if (agent.isEmpty()) return;
        try {
            shift.work(company, ready.task(), role.get(), agent.get())
                    .ifPresent(wait -> quietUntil.put(company, clock.instant().plus(wait)));
        } finally {
            lock.lock();
            try {
                busy.getOrDefault(company, Set.of()).remove(agent.get());
                changed.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }

    /** No new tasks from now on; those under way go on. */
    public void drain() {
        lock.lock();
        try {
            draining = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private Optional<AgentId> await(CompanyId company, RoleId role) {
        lock.lock();
        try {
            while (true) {
                if (!open(company)) return Optional.empty();
                for (var agent : staff.agents(company, role))
                    if (isFree(company, agent)) {
                        busy.computeIfAbsent(company, _ -> ConcurrentHashMap.newKeySet())
                                .add(agent.id());
                        return Optional.of(agent.id());
                    }
                changed.await();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    private boolean open(CompanyId company) {
        return !draining
                && !clock.instant().isBefore(quietUntil.getOrDefault(company, Instant.MIN))
                && companies
                        .find(company)
                        .filter(it -> it.status() == Company.Status.RUNNING)
                        .isPresent();
    }

    private boolean isFree(CompanyId company, Agent agent) {
        return !agent.paused() && !busy.getOrDefault(company, Set.of()).contains(agent.id());
    }
}
