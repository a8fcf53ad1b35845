package io.edgevirt.proxmox.fake.site;

import io.edgevirt.proxmox.fake.Node;
import io.edgevirt.proxmox.fake.Refusal;
import io.edgevirt.proxmox.fake.World;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What the cluster has besides machines; the world's lock guards it. */
public final class Site {

    private final World world;
    private final Stores stores;
    private final Ceph ceph;
    private final Map<String, Sections> mappings = new LinkedHashMap<>();
    private final Sections haGroups =
            new Sections("group", "no such ha group '%s'", "ha group ID '%s' already defined");
    private final Sections haRules = new Sections("rule", "no such ha rule '%s'", "HA rule '%s' already exists");
    private final Sections backupJobs = new Sections("id", "No such job '%s'", "Job '%s' already exists");
    private final Map<String, Map<String, String>> backups = new HashMap<>();
    private final Replications replications = new Replications();
    private final Pools pools = new Pools();
    private final Map<String, String> options = new LinkedHashMap<>(Map.of("keyboard", "en-us"));
    private final Sdn sdn = new Sdn();
    private final Map<String, byte[]> downloads = new HashMap<>();
    private final Map<String, HostState> hosts = new LinkedHashMap<>();

    private String fingerprint = "";
    private String password = "";

    /** The usual surroundings of a world's nodes. */
    public Site(World world) {
        this.world = world;
        List<String> names = world.nodes().stream().map(Node::name).toList();
        this.ceph = new Ceph(names);
        for (String kind : List.of("pci", "usb", "dir")) {
            mappings.put(kind, new Sections("id", "mapping '%s' not found", "mapping ID '%s' already defined", "map"));
        }
        this.stores = Stores.usual(version(), names);
        names.forEach(name -> hosts.put(name, new HostState(name, hosts.size() + 1)));
    }

    /** The world around it. */
    public World world() {
        return world;
    }

    /** The major release. */
    int version() {
        return world.release().atLeast(9) ? 9 : world.release().atLeast(8) ? 8 : 7;
    }

    /** The storages and their volumes. */
    public Stores stores() {
        return stores;
    }

    /** What {@code download-url} finds, by URL; all else is 404. */
    public Map<String, byte[]> downloads() {
        return downloads;
    }

    /** HA groups; 9 has none. */
    public Sections haGroups() {
        return haGroups;
    }

    /** HA rules, of 9. */
    public Sections haRules() {
        return haRules;
    }

    /** Backups by a schedule. */
    public Sections backupJobs() {
        return backupJobs;
    }

    /** What backups hold: configurations by place and volid. */
    Map<String, Map<String, String>> backups() {
        return backups;
    }

    /** Jobs of replication. */
    public Replications replications() {
        return replications;
    }

    /** Resource pools. */
    public Pools pools() {
        return pools;
    }

    /** The cluster's options. */
    public Map<String, String> options() {
        return options;
    }

    /** The cluster's Ceph. */
    public Ceph ceph() {
        return ceph;
    }

    /** The mappings of a kind: pci, usb or dir. */
    public Sections mappings(String kind) {
        return Optional.ofNullable(mappings.get(kind)).orElseThrow();
    }

    /** Software-defined networks. */
    public Sdn sdn() {
        return sdn;
    }

    /** The bridges and vnets that machines of a node can be put on. */
    public Set<String> bridges(String node) {
        Set<String> names = new TreeSet<>(host(node).network().bridges());
        names.addAll(sdn.bridges(node));
        return names;
    }

    /** A node's hardware and network. */
    public HostState host(String node) {
        return hosts.computeIfAbsent(node(node), name -> new HostState(name, hosts.size() + 1));
    }

    /** A node's name, or the refusal of an unknown one. */
    String node(String name) {
        return world.node(name).name();
    }

    /** The fingerprint of the nodes' certificate, once the server has one. */
    String fingerprint() {
        return fingerprint;
    }

    /** Tells the fingerprint of the nodes' certificate, and root's password. */
    public void identity(String sha256, String secret) {
        fingerprint = sha256;
        password = secret;
    }

    String password() {
        return password;
    }

    /** Takes over the hardware and network of a node that joined. */
    void adopt(String node, HostState host) {
        hosts.put(node, host);
    }

    /** Refuses that a machine goes which jobs of replication know, unless it is purged from them. */
    public void leaving(int vmid, boolean purge) {
        String guest = String.valueOf(vmid);
        replications.settle();
        replications.jobs().all().forEach((id, job) -> {
            if (!purge && guest.equals(job.get("guest"))) {
                throw Refusal.failed(
                        "There is a replication job '" + id + "' for guest '" + guest + "'. Please remove that first.");
            }
        });
    }

    /** Forgets a machine that is gone: pools always, jobs and rules if it is purged from them. */
    public void left(int vmid, boolean purge) {
        pools.of(vmid).ifPresent(pool -> pools.get(pool).vms().remove(vmid));
        if (purge) {
            String guest = String.valueOf(vmid);
            replications.jobs().all().values().removeIf(job -> guest.equals(job.get("guest")));
            HaRuleRoutes.purge(this, "vm:" + vmid);
        }
    }
}
