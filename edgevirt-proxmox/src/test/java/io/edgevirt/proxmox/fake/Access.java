package io.edgevirt.proxmox.fake;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Who may do what where; the world's lock guards it. */
public final class Access {
    private static final Map<String, Set<String>> ROLES = Map.of(
            "NoAccess",
            Set.of(),
            "PVEAuditor",
            Set.of("VM.Audit", "Sys.Audit", "Datastore.Audit", "Pool.Audit", "SDN.Audit", "Mapping.Audit"),
            "PVEVMUser",
            Set.of("VM.Audit", "VM.Backup", "VM.Config.CDROM", "VM.Config.Cloudinit", "VM.Console", "VM.PowerMgmt"),
            "PVEDatastoreUser",
            Set.of("Datastore.Audit", "Datastore.AllocateSpace"));

    private final List<Acl> acls = new ArrayList<>();

    /**
     * One line of the access list.
     *
     * @param path such as {@code /vms/100}; it holds for all below as well
     * @param who a user or a token, {@code user@realm} or {@code user@realm!id}
     * @param role such as {@code PVEAuditor}
     */
    public record Acl(String path, String who, String role) {}

    Access() {}

    /** The access list, to look at and to change. */
    public List<Acl> acls() {
        return acls;
    }

    /** Whether somebody has a privilege for something; administrators' roles have all of them. */
    public boolean may(Identity who, String path, String privilege) {
        boolean unbounded = who.user().equals("root@pam") && !who.separated();
        return unbounded || (who.separated() ? granted(who.name(), path, privilege) : granted(who, path, privilege));
    }

    private boolean granted(Identity who, String path, String privilege) {
        return granted(who.user(), path, privilege);
    }

    private boolean granted(String name, String path, String privilege) {
        return acls.stream()
                .filter(acl -> acl.who().equals(name))
                .filter(acl -> path.equals(acl.path()) || acl.path().equals("/") || path.startsWith(acl.path() + "/"))
                .anyMatch(acl -> has(acl.role(), privilege));
    }

    private static boolean has(String role, String privilege) {
        return switch (role) {
            case "Administrator", "PVEAdmin" -> true;
            case "PVEVMAdmin" -> privilege.startsWith("VM.");
            default -> ROLES.getOrDefault(role, Set.of()).contains(privilege);
        };
    }

    /** Refuses who has not a privilege for something, with status 403. */
    public void need(Identity who, String path, String privilege) {
        if (!may(who, path, privilege)) {
            throw Refusal.forbidden(path, privilege);
        }
    }

    /** Refuses who may not even see something. */
    void see(Identity who, String path) {
        need(who, path, path.startsWith("/vms") ? "VM.Audit" : "Sys.Audit");
    }
}
