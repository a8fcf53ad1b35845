package io.edgevirt.proxmox.driver;

import io.edgevirt.ConnectionException;
import io.edgevirt.NotFoundException;
import io.edgevirt.PciAddress;
import io.edgevirt.VMConfig;
import io.edgevirt.VMInfo;
import io.edgevirt.VMState;
import io.edgevirt.proxmox.http.Call;
import io.edgevirt.proxmox.read.ConfigReader;
import io.edgevirt.proxmox.read.Configuration;
import io.edgevirt.proxmox.read.Json;
import io.edgevirt.proxmox.read.MachineReader;
import io.edgevirt.proxmox.read.PciMappings;
import io.edgevirt.spi.Ref;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads machines: all of a cluster in one request, or one from its own node. */
final class MachineReads {

    /** How old the listing's figures may be: the nodes tell them to each other every ten seconds. */
    private static final Duration LAG = Duration.ofSeconds(10);

    private final Site site;
    private final Nodes nodes;
    private final EmptyListing nothing;
    private final Starts starts = new Starts();

    MachineReads(Site site) {
        this.site = site;
        this.nothing = new EmptyListing(site.pve());
        this.nodes = site.nodes();
    }

    /**
     * All virtual machines of the cluster; those of a node that is away without what only it knows. One request, and
     * one more where the first listing is empty.
     */
    List<VMInfo> all() {
        Instant asked = Instant.now();
        Instant readAt = asked.minus(LAG);
        List<VMInfo> machines = new ArrayList<>();
        for (Json row : nodes.listing()) {
            MachineReader.listed(row, asked, readAt).ifPresent(machines::add);
        }
        if (machines.isEmpty()) {
            nothing.seen();
        }
        return machines;
    }

    /** One machine, by its node; the cluster is asked only where the node is not known or does not answer. */
    VMInfo one(String id) {
        if (nodes.sightings().isUnproven(id)) {
            configuration(new Ref(Ref.Kind.VM, id, nodes.sightings().stamp(id)));
        }
        Instant asked = Instant.now();
        try {
            VMInfo info = nodes.at(id, node -> current(id, node, asked));
            nodes.sightings().name(id, info.name());
            return info;
        } catch (NotFoundException e) {
            nodes.sightings().gone(id);
            starts.forget(id);
            throw e;
        } catch (ConnectionException e) {
            return ofDeadNode(id, e);
        }
    }

    private VMInfo current(String id, String node, Instant asked) {
        Json told = site.pve().send(Call.get("/nodes/{node}/qemu/{vmid}/status/current", node, id));
        return starts.steady(MachineReader.current(id, node, told, asked), told.number("pid"));
    }

    /** A node that is away takes its machines' states with it, but not the cluster's knowledge of them. */
    private VMInfo ofDeadNode(String id, ConnectionException lost) {
        return all().stream()
                .filter(vm -> vm.id().equals(id) && vm.state() == VMState.UNKNOWN)
                .findFirst()
                .orElseThrow(() -> lost);
    }

    VMConfig config(Ref vm) {
        Configuration config = configuration(vm);
        boolean mapped = site.pve().version().atLeast(8)
                && ConfigReader.hostpci(config).stream()
                        .anyMatch(device -> device.get("mapping").isPresent());
        boolean guarded = config.adapters().stream()
                .anyMatch(a -> a.text().flag("firewall").orElse(false));
        return ConfigReader.read(
                config, mapped ? mappings(vm.id()) : Map.of(), guarded ? filtered(vm.id()) : Optional.empty());
    }

    /**
     * A machine's configuration, with what waits for its next start. One request.
     *
     * @throws NotFoundException if the machine is gone, although its VMID may be in use again
     */
    Configuration configuration(Ref vm) {
        nodes.ensureSame(vm);
        Configuration config = nodes.at(
                vm.id(),
                node -> Configuration.of(
                        site.pve().send(Call.get("/nodes/{node}/qemu/{vmid}/pending", node, vm.id()))));
        nodes.ensureSame(vm, ConfigReader.uuid(config));
        return config;
    }

    private Map<String, List<PciAddress>> mappings(String id) {
        return PciMappings.of(site.pve().send(Call.get("/cluster/mapping/pci"))).on(nodes.of(id));
    }

    /** Whether the firewall drops foreign addresses: it does where it is on in the cluster and for the machine. */
    private Optional<Boolean> filtered(String id) {
        Json machine = site.pve().send(Call.get("/nodes/{node}/qemu/{vmid}/firewall/options", nodes.of(id), id));
        boolean on = machine.flag("enable").orElse(false)
                && machine.flag("macfilter").orElse(true);
        return Optional.of(on
                && site.pve()
                        .send(Call.get("/cluster/firewall/options"))
                        .number("enable")
                        .filter(n -> n > 0)
                        .isPresent());
    }
}
