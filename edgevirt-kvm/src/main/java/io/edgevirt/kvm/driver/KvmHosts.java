package io.edgevirt.kvm.driver;

import io.edgevirt.Failure;
import io.edgevirt.Hardware;
import io.edgevirt.HostInfo;
import io.edgevirt.NotFoundException;
import io.edgevirt.Size;
import io.edgevirt.kvm.libvirt.LibvirtError;
import io.edgevirt.kvm.libvirt.NodeDevices;
import io.edgevirt.kvm.read.HostReader;
import io.edgevirt.kvm.translate.HostFacts;
import io.edgevirt.spi.HostRole;
import io.edgevirt.spi.Page;
import io.edgevirt.spi.Ref;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The one host of a connection. */
final class KvmHosts implements HostRole {

    private final Node node;
    private final Reads reads;

    KvmHosts(Node node, Reads reads) {
        this.node = node;
        this.reads = reads;
    }

    @Override
    public Page<HostInfo> list(String from) {
        return Page.all(List.of(info()));
    }

    @Override
    public HostInfo read(String id) {
        HostInfo host = info();
        if (!host.id().equals(id) && !host.name().equals(id)) {
            throw new NotFoundException(Failure.of("there is no host of the id '" + id + "'")
                    .backend(Errors.BACKEND)
                    .hint("this connection is to " + host.name() + " alone"));
        }
        return host;
    }

    private HostInfo info() {
        Map<String, Long> memory = reads.lib().host().memory();
        return new HostInfo(
                node.name(),
                node.name(),
                HostInfo.State.UP,
                Optional.of(reads.lib().host().node().cpus()).filter(c -> c > 0),
                kib(memory, "total"),
                kib(memory, "free"),
                node.version(),
                Optional.empty(),
                Optional.empty());
    }

    private static Optional<Size> kib(Map<String, Long> memory, String figure) {
        return Optional.ofNullable(memory.get(figure)).filter(k -> k >= 0).map(Size::kib);
    }

    @Override
    public Hardware hardware(Ref host) {
        read(host.id());
        HostFacts facts = node.facts();
        return HostReader.read(
                node.name(),
                facts.host(),
                facts.guest().stream().toList(),
                kib(reads.lib().host().memory(), "total").stream().toList(),
                devices());
    }

    /** A driver without node devices tells none. */
    private Collection<String> devices() {
        try {
            return reads.lib()
                    .nodeDevices()
                    .listXml(NodeDevices.CAP_PCI | NodeDevices.CAP_NET | NodeDevices.CAP_STORAGE)
                    .values();
        } catch (LibvirtError e) {
            if (e.is(LibvirtError.NO_SUPPORT, LibvirtError.INVALID_ARG) && !e.connectionLost()) {
                return List.of();
            }
            throw e;
        }
    }
}
