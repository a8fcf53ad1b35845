package io.edgevirt.kvm.driver;

import io.edgevirt.ExecResult;
import io.edgevirt.GuestAddress;
import io.edgevirt.GuestAddress.Source;
import io.edgevirt.OperationFailedException;
import io.edgevirt.RemoteDisplay;
import io.edgevirt.UnsupportedFeatureException;
import io.edgevirt.VMStats;
import io.edgevirt.kvm.libvirt.DomainStats;
import io.edgevirt.kvm.libvirt.Domains;
import io.edgevirt.kvm.libvirt.Guests;
import io.edgevirt.kvm.libvirt.InterfaceAddresses;
import io.edgevirt.kvm.libvirt.LibvirtError;
import io.edgevirt.kvm.libvirt.Screenshot;
import io.edgevirt.kvm.read.DisplayReader;
import io.edgevirt.kvm.read.Figures;
import io.edgevirt.kvm.read.Picture;
import io.edgevirt.spi.GuestLogin;
import io.edgevirt.spi.InsideRole;
import io.edgevirt.spi.Ref;
import io.edgevirt.spi.SerialSession;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** What is seen and done inside a machine: by QEMU, by the host's network, and by the guest's agent. */
final class KvmInside implements InsideRole {

    /** A processor's time at an instant of the JVM's clock. */
    private record Sample(long cpuNanos, long at) {}

    private final Link link;
    private final Reads reads;
    private final SerialPorts serial;
    private final Map<UUID, Sample> samples = new ConcurrentHashMap<>();

    KvmInside(Link link, Reads reads, SerialPorts serial) {
        this.link = link;
        this.reads = reads;
        this.serial = serial;
    }

    private static UUID uuid(Ref vm) {
        return Reads.uuid("VM", vm.id());
    }

    @Override
    public SerialSession serial(Ref vm) {
        return serial.of(uuid(vm));
    }

    @Override
    public RemoteDisplay display(Ref vm) {
        String xml = reads.lib().domains().xml(uuid(vm), Domains.XML_SECURE);
        String host = link.endpoint().host().filter(h -> !h.isEmpty()).orElse("127.0.0.1");
        return DisplayReader.read(xml, host)
                .orElseThrow(() -> Errors.because(
                        UnsupportedFeatureException::new,
                        "it has no display that is open: it does not run, or was defined without graphics",
                        "start it"));
    }

    @Override
    public byte[] screenshot(Ref vm) {
        Screenshot shot = reads.lib().consoles().screenshot(uuid(vm), 0);
        return Picture.png(shot.bytes())
                .orElseThrow(() -> Errors.because(
                        OperationFailedException::new,
                        "the picture is of a kind that EdgeVirt does not read: " + shot.mime(),
                        "take it by virsh screenshot"));
    }

    @Override
    public VMStats stats(Ref vm) {
        UUID uuid = uuid(vm);
        long at = System.nanoTime();
        Instant now = Instant.now();
        Optional<DomainStats> own = reads.lib().domains().stats(uuid, Domains.STATS_LISTING, 0);
        Map<String, Object> values = own.map(s -> s.values().values()).orElse(Map.of());
        return Figures.stats(values, load(uuid, values, at), now);
    }

    /** The share of time since this connection's last reading. */
    private Optional<Double> load(UUID uuid, Map<String, Object> values, long at) {
        if (!(values.get("cpu.time") instanceof Long time) || !(values.get("vcpu.current") instanceof Long cpus)) {
            samples.remove(uuid);
            return Optional.empty();
        }
        Sample before = samples.put(uuid, new Sample(time, at));
        if (before == null || before.cpuNanos > time || at <= before.at || cpus <= 0) {
            return Optional.empty();
        }
        return Optional.of(Math.min(1.0, (double) (time - before.cpuNanos) / (at - before.at) / cpus));
    }

    @Override
    public List<GuestAddress> addresses(Ref vm, Optional<GuestLogin> login, Optional<Source> source) {
        UUID uuid = uuid(vm);
        if (source.isPresent()) {
            return ask(uuid, source.get());
        }
        for (Source each : Source.values()) {
            List<GuestAddress> found = askQuietly(uuid, each);
            if (!found.isEmpty()) {
                return found;
            }
        }
        return List.of();
    }

    /** A source that cannot answer is passed over; a machine that is off has no addresses to ask for. */
    private List<GuestAddress> askQuietly(UUID uuid, Source source) {
        try {
            return ask(uuid, source);
        } catch (LibvirtError e) {
            if (e.connectionLost() || e.is(LibvirtError.NO_DOMAIN)) {
                throw e;
            }
            return List.of();
        }
    }

    private List<GuestAddress> ask(UUID uuid, Source source) {
        int number = switch (source) {
            case AGENT -> Guests.ADDRESSES_AGENT;
            case LEASE -> Guests.ADDRESSES_LEASE;
            case ARP -> Guests.ADDRESSES_ARP;
        };
        List<GuestAddress> found = new ArrayList<>();
        for (InterfaceAddresses nic : reads.lib().guests().addresses(uuid, number)) {
            // Leases and ARP know the adapter by the host's name for its other end.
            Optional<String> name = source == Source.AGENT ? Optional.of(nic.name()) : Optional.empty();
            for (InterfaceAddresses.Address address : nic.addresses()) {
                address(address.address()).ifPresent(a -> found.add(new GuestAddress(a, nic.mac(), name, source)));
            }
        }
        return found;
    }

    /** libvirt writes addresses in numbers, so no name is ever looked up. */
    private static Optional<InetAddress> address(String text) {
        if (!text.matches("[0-9a-fA-F:.]+(%[A-Za-z0-9._-]+)?") || !text.matches(".*[.:].*")) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(text.replaceFirst("%.*", "")));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    @Override
    public String exec(Ref vm, Optional<GuestLogin> login, List<String> command) {
        return new GuestAgent(reads, uuid(vm)).exec(command);
    }

    @Override
    public Optional<ExecResult> ended(Ref vm, Optional<GuestLogin> login, String process) {
        return new GuestAgent(reads, uuid(vm)).ended(process);
    }

    @Override
    public byte[] readFile(Ref vm, Optional<GuestLogin> login, String path) {
        return new GuestAgent(reads, uuid(vm)).read(path);
    }

    @Override
    public void writeFile(Ref vm, Optional<GuestLogin> login, String path, byte[] content) {
        new GuestAgent(reads, uuid(vm)).write(path, content);
    }
}
