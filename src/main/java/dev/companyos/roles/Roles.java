package dev.companyos.roles;

import dev.companyos.kernel.RoleId;
import java.util.List;
import java.util.Optional;

/** Every role that there is: ours, and those in {@code $COMPANY_HOME/roles}, which replace ours of the same name. */
public interface Roles {
    /** By id. */
    List<Role> all();

    Optional<Role> find(RoleId id);
}
