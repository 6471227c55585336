package dev.companyos.app;

import dev.companyos.bus.Traffic;
import dev.companyos.company.Company;
import dev.companyos.knowledge.Knowledge;
import dev.companyos.roles.Roles;
import dev.companyos.roles.Staff;
import dev.companyos.shift.StandingShift;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gets a company to work in this process. Doing it again changes nothing, so a start after a crash just does it. */
final class Opening {
    private static final Logger LOG = LoggerFactory.getLogger(Opening.class);

    private final Roles roles;
    private final Staff staff;
    private final StandingShift standing;
    private final Traffic traffic;
    private final Clock clock;

    Opening(Roles roles, Staff staff, StandingShift standing, Traffic traffic, Clock clock) {
        this.roles = roles;
        this.staff = staff;
        this.standing = standing;
        this.traffic = traffic;
        this.clock = clock;
    }

    void open(Company company) {
        for (var role : roles.all())
            if (staff.agents(company.id(), role.id()).isEmpty())
                staff.setHeadcount(company.id(), role.id(), role.hands());
        standing.enrol(company.id(), clock.instant());
        traffic.open(company.id());
        standing.wake();
    }

    /** Takes in the founder's documents. One that cannot be read is said and passed over. */
    static void read(Path folder, Company company, Knowledge knowledge) {
        try (var files = Files.walk(folder, 4)) {
            for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile).sorted()::iterator) {
                String name = file.getFileName().toString();
                if (!name.endsWith(".md") && !name.endsWith(".txt")) continue;
                Path category = folder.relativize(file).getParent();
                try {
                    knowledge.add(
                            company.id(),
                            name,
                            category == null ? "general" : category.toString(),
                            Files.readString(file));
                } catch (IOException | RuntimeException e) {
                    LOG.warn("{} was not taken into the knowledge base: {}", file, e.toString());
                }
            }
        } catch (IOException e) {
            LOG.warn("KNOWLEDGE_BASE_DIR {} cannot be read: {}", folder, e.toString());
        }
    }
}
