package io.edgevirt.proxmox.driver;

import io.edgevirt.ConnectionException;
import io.edgevirt.EdgeVirtException;
import io.edgevirt.Failure;
import io.edgevirt.Feature;
import io.edgevirt.Hardware;
import io.edgevirt.HostInfo;
import io.edgevirt.NotFoundException;
import io.edgevirt.OperationFailedException;
import io.edgevirt.PermissionDeniedException;
import io.edgevirt.Support;
import io.edgevirt.proxmox.http.Call;
import io.edgevirt.proxmox.http.Faults;
import io.edgevirt.proxmox.read.HardwareOfNode;
import io.edgevirt.proxmox.read.Json;
import io.edgevirt.proxmox.read.NodeReader;
import io.edgevirt.spi.HostRole;
import io.edgevirt.spi.Page;
import io.edgevirt.spi.Ref;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Nodes. */
final class ProxmoxHosts implements HostRole {

    private static final Logger LOG = LoggerFactory.getLogger(ProxmoxHosts.class);

    private final Site site;

    ProxmoxHosts(Site site) {
        this.site = site;
    }

    /** All nodes, in one request; any node answers it, also of those that are away. */
    List<HostInfo> all() {
        return NodeReader.nodes(site.pve().send(Call.get("/nodes")));
    }

    @Override
    public Page<HostInfo> list(String from) {
        return Page.all(all());
    }

    /** The listing tells most, also of a node that is away; one that is there is asked for its version. */
    @Override
    public HostInfo read(String id) {
        HostInfo host = all().stream()
                .filter(h -> h.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new NotFoundException(
                        Failure.of("there is no node '" + id + "'").backend(Faults.BACKEND)));
        return host.state() == HostInfo.State.UP
                ? NodeReader.with(host, part(Call.get("/nodes/{node}/status", id)))
                : host;
    }

    /** Four requests; what one of them refuses to tell stays empty. A node that is away tells nothing at all. */
    @Override
    public Hardware hardware(Ref host) {
        String node = host.id();
        return HardwareOfNode.read(
                node,
                site.pve().send(Call.get("/nodes/{node}/status", node)),
                part(Call.get("/nodes/{node}/disks/list", node)),
                part(Call.get("/nodes/{node}/hardware/pci", node)),
                part(Call.get("/nodes/{node}/network", node)));
    }

    /** What a node can do; one request, and none where the answer is the same for all nodes. */
    Support supports(Feature feature, Ref host, Support general) {
        if (general.status() == Support.Status.NO || !HostFeatures.DEPENDING.contains(feature)) {
            return general;
        }
        Json told = part(HostFeatures.wanted(feature, host.id()));
        return told.present() ? HostFeatures.of(feature, general, told) : general;
    }

    /** A part of what is known of a node, which a login may not see or a version may not have. */
    private Json part(Call call) {
        try {
            return site.pve().send(call);
        } catch (PermissionDeniedException | ConnectionException | OperationFailedException | NotFoundException e) {
            LOG.info("{} is not told: {}", call.name(), ((EdgeVirtException) e).getMessage());
            return Json.missing();
        }
    }
}
