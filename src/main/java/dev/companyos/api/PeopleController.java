package dev.companyos.api;

import dev.companyos.api.Views.AgentView;
import dev.companyos.api.Views.RoleView;
import dev.companyos.bus.Traffic;
import dev.companyos.company.Companies;
import dev.companyos.kernel.AgentId;
import dev.companyos.kernel.CompanyException;
import dev.companyos.kernel.RoleId;
import dev.companyos.memory.Memories;
import dev.companyos.roles.Roles;
import dev.companyos.roles.Staff;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1")
final class PeopleController {
    private final Companies companies;
    private final Roles roles;
    private final Staff staff;
    private final Memories memories;
    private final Traffic traffic;

    PeopleController(Companies companies, Roles roles, Staff staff, Memories memories, Traffic traffic) {
        this.companies = companies;
        this.roles = roles;
        this.staff = staff;
        this.memories = memories;
        this.traffic = traffic;
    }

    record Headcount(@Nullable String role, @Nullable Integer headcount) {}

    @GetMapping("/roles")
    List<RoleView> roles() {
        return roles.all().stream().map(RoleView::of).toList();
    }

    @GetMapping("/roles/{role}")
    RoleView role(@PathVariable String role) {
        return roles.all().stream()
                .filter(it -> it.id().value().equals(role))
                .findFirst()
                .map(RoleView::of)
                .orElseThrow(() -> CompanyException.notFound("role", role));
    }

    @GetMapping("/companies/{company}/agents")
    List<AgentView> agents(@PathVariable String company) {
        var id = Found.company(companies, company).id();
        var known = memories.all(id).stream().collect(Collectors.toMap(it -> it.agent(), it -> it));
        return staff.agents(id).stream()
                .map(it -> AgentView.of(it, known.containsKey(it.id()) ? known.get(it.id()) : memories.of(id, it.id())))
                .toList();
    }

    @GetMapping("/companies/{company}/agents/{agent}")
    AgentView agent(@PathVariable String company, @PathVariable String agent) {
        var id = Found.company(companies, company).id();
        return staff.find(id, new AgentId(agent))
                .map(it -> AgentView.of(it, memories.of(id, it.id())))
                .orElseThrow(() -> CompanyException.notFound("agent", agent));
    }

    @PostMapping("/companies/{company}/agents/{agent}/pause")
    AgentView pause(@PathVariable String company, @PathVariable String agent) {
        return setPaused(company, agent, true);
    }

    @PostMapping("/companies/{company}/agents/{agent}/resume")
    AgentView resume(@PathVariable String company, @PathVariable String agent) {
        return setPaused(company, agent, false);
    }

    @PutMapping("/companies/{company}/agents")
    List<AgentView> scale(@PathVariable String company, @RequestBody Headcount body) {
        var id = Found.company(companies, company).id();
        var role = new RoleId(String.valueOf(body.role()));
        if (roles.find(role).isEmpty()) throw CompanyException.notFound("role", role.value());
        int headcount = body.headcount() == null ? -1 : body.headcount();
        if (headcount < 0 || headcount > 50)
            throw CompanyException.invalid(
                    "headcount", "`headcount` cannot be used.", "It is a whole number from 0 to 50.", "Send another.");
        staff.setHeadcount(id, role, headcount);
        traffic.nudge(id);
        return agents(company);
    }

    private AgentView setPaused(String company, String agent, boolean paused) {
        agent(company, agent);
        var id = Found.company(companies, company).id();
        staff.setPaused(id, new AgentId(agent), paused);
        traffic.nudge(id);
        return agent(company, agent);
    }
}
