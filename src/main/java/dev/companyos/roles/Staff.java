package dev.companyos.roles;

import dev.companyos.kernel.AgentId;
import dev.companyos.kernel.CompanyId;
import dev.companyos.kernel.RoleId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The agents of each company, and the requests for more or fewer of them. */
public interface Staff {
    /** Sets how many agents of {@code role} there are, 0 to 50; new ones get the next free numbers, the last leave first. */
    void setHeadcount(CompanyId company, RoleId role, int headcount);

    /** By role, then number. */
    List<Agent> agents(CompanyId company);

    List<Agent> agents(CompanyId company, RoleId role);

    Optional<Agent> find(CompanyId company, AgentId agent);

    /** Shown to people; written only when it differs from what is there. */
    void setStatus(CompanyId company, AgentId agent, Agent.Status status, String doing, Instant at);

    boolean setPaused(CompanyId company, AgentId agent, boolean paused);

    /** Adds a request; false if there is an open one of that kind for that role. */
    boolean request(CompanyId company, Request request);

    List<Request> openRequests(CompanyId company);

    /** True for the one caller who closed it. */
    boolean close(CompanyId company, UUID request, String plan, Instant at);

    /** @param doing a task's title or a duty, "" when idle */
    record Agent(AgentId id, RoleId role, Status status, boolean paused, String doing, Instant since) {
        public enum Status {
            IDLE,
            WORKING
        }
    }

    record Request(UUID id, dev.companyos.facts.StaffFact.Kind kind, RoleId role, String reason, Instant at) {}
}
