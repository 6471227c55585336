package dev.companyos.api;

import dev.companyos.company.Company;
import dev.companyos.kernel.CompanyId;
import java.util.List;

/** What only the whole server can do. */
public interface Operations {
    /** Founds a company and gets it to work, or returns the one that has this mission. */
    Founded found(String mission, String stack);

    /**
     * The same for a product that is there already.
     *
     * @param from a git repository: an absolute path of this machine, or an https:// or git:// address
     */
    Founded adopt(String mission, String stack, String from);

    void resume(CompanyId company);

    void pause(CompanyId company);

    /** Makes an earlier release live again. Returns its address. */
    String rollback(CompanyId company, String release);

    /** Begins to stop the server, and returns. */
    void stopServer();

    ServerInfo info();

    /** Why the server cannot serve now; empty when it can. */
    List<String> notReady();

    record Founded(Company company, boolean isNew, String stack, String stackReason) {}

    record ServerInfo(
            String version,
            long pid,
            String home,
            String provider,
            String model,
            String sandbox,
            String database,
            String redis) {}
}
