package io.edgevirt.kvm.translate;

import io.edgevirt.DiskBus;
import io.edgevirt.Firmware;
import io.edgevirt.kvm.read.OwnMetadata;
import io.edgevirt.kvm.xml.XmlElement;
import io.edgevirt.spi.VMSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The domain of a machine that is wanted. Its uuid is the create's token.
 *
 * <p>Virtual processors have room above: as many again, and eight at least, so that more can be added while it runs;
 * they lie in one socket, since Windows for clients uses no more than two. Memory has none: a guest would see all of it
 * at its start.
 */
public final class DomainXml {

    /** PCI Express ports that stay free for devices that are added while it runs. */
    static final int SPARE_PORTS = 8;

    private static final String OSINFO = "http://libosinfo.org/xmlns/libvirt/domain/1.0";

    private final VMSpec spec;
    private final HostFacts host;
    private final XmlElement domain;

    private DomainXml(VMSpec spec, HostFacts host) {
        this.spec = spec;
        this.host = host;
        this.domain = new XmlElement("domain").with("type", host.domainType());
    }

    /**
     * Writes the domain.
     *
     * @param spec what is wanted
     * @param host what the host can do
     * @param disks the disks to make
     * @param nics the network adapters
     * @param boot what it boots
     * @param vgpus the parts of split devices that it gets
     * @return the root of domain XML
     */
    public static XmlElement of(
            VMSpec spec,
            HostFacts host,
            List<DiskChoice> disks,
            List<NicChoice> nics,
            BootChoice boot,
            List<UUID> vgpus) {
        DomainXml xml = new DomainXml(spec, host);
        xml.identity(boot);
        xml.resources();
        xml.os(boot);
        if (host.qemu()) {
            xml.machine();
        }
        xml.ends();
        XmlElement devices = new XmlElement("devices");
        disks.forEach(d -> devices.add(host.qemu() ? DeviceXml.disk(d) : DeviceXml.testDisk(d)));
        if (host.qemu()) {
            drives(devices, spec, boot);
        }
        nics.forEach(n -> devices.add(DeviceXml.nic(n)));
        if (host.qemu()) {
            spec.devices().forEach(a -> devices.add(DeviceXml.hostDevice(a)));
            vgpus.forEach(v -> devices.add(DeviceXml.mediatedDevice(v)));
            new StandardDevices(spec, host).into(devices);
        }
        return xml.domain.add(devices);
    }

    private void identity(BootChoice boot) {
        domain.add("name", spec.name()).add("uuid", spec.token());
        spec.description().filter(d -> !d.isEmpty()).ifPresent(d -> domain.add("description", d));
        Optional<String> guestOs = spec.boot().guestOs();
        MetadataXml.into(domain, new OwnMetadata(spec.tags(), guestOs, boot.files(), false));
        guestOs.filter(os -> os.startsWith("http://") || os.startsWith("https://"))
                .ifPresent(os -> domain.need("metadata")
                        .add(new XmlElement("libosinfo:libosinfo")
                                .with("xmlns:libosinfo", OSINFO)
                                .add(new XmlElement("libosinfo:os").with("id", os))));
    }

    private void resources() {
        memory("memory");
        memory("currentMemory");
        if (spec.resources().hugepages()) {
            domain.add(new XmlElement("memoryBacking").add(new XmlElement("hugepages")));
        }
        XmlElement cpus = new XmlElement("vcpu").with("placement", "static");
        spec.resources().pinnedCpus().ifPresent(list -> cpus.with("cpuset", list));
        int most = maxCpus(spec, host);
        if (most > spec.cpus()) {
            cpus.with("current", spec.cpus());
        }
        domain.add(cpus.text(String.valueOf(most)));
    }

    /** libvirt counts in KiB, and would round up by itself. */
    private void memory(String element) {
        long kib = Math.max(1, spec.memory().bytes() / 1024 + (spec.memory().bytes() % 1024 == 0 ? 0 : 1));
        domain.add(new XmlElement(element).with("unit", "KiB").text(String.valueOf(kib)));
    }

    static int maxCpus(VMSpec spec, HostFacts host) {
        if (!host.qemu()) {
            return spec.cpus();
        }
        int wanted = Math.max(8, spec.cpus() * 2);
        int limit = host.guest().flatMap(g -> g.maxCpus()).orElse(spec.cpus());
        return Math.max(spec.cpus(), Math.min(wanted, limit));
    }

    private void os(BootChoice boot) {
        XmlElement os = new XmlElement("os");
        XmlElement type = new XmlElement("type").text("hvm");
        if (!host.host().arch().isEmpty()) {
            type.with("arch", host.host().arch());
        }
        host.machine().ifPresent(m -> type.with("machine", m));
        os.add(type);
        if (spec.boot().firmware().filter(Firmware.UEFI::equals).isPresent()
                || spec.boot().secureBoot().orElse(false)) {
            boolean secure = spec.boot().secureBoot().orElse(false);
            os.with("firmware", "efi")
                    .add(new XmlElement("firmware")
                            .add(feature("secure-boot", secure))
                            .add(feature("enrolled-keys", secure)));
        }
        boot.kernel().ifPresent(k -> os.add("kernel", k));
        boot.initrd().ifPresent(i -> os.add("initrd", i));
        spec.boot()
                .kernel()
                .map(VMSpec.KernelSpec::commandLine)
                .filter(c -> !c.isEmpty())
                .ifPresent(c -> os.add("cmdline", c));
        os.add(new XmlElement("boot").with("dev", "hd"));
        if (boot.iso().isPresent()) {
            os.add(new XmlElement("boot").with("dev", "cdrom"));
        }
        domain.add(os);
    }

    private static XmlElement feature(String name, boolean on) {
        return new XmlElement("feature").with("enabled", on ? "yes" : "no").with("name", name);
    }

    private void machine() {
        XmlElement features = new XmlElement("features").add(new XmlElement("acpi"));
        if (host.pc()) {
            features.add(new XmlElement("apic"));
            if (windows(spec) && host.kvm()) {
                features.add(new XmlElement("hyperv")
                        .with("mode", "custom")
                        .add(new XmlElement("relaxed").with("state", "on"))
                        .add(new XmlElement("vapic").with("state", "on"))
                        .add(new XmlElement("spinlocks").with("state", "on").with("retries", "8191")));
            }
            if (spec.boot().secureBoot().orElse(false)) {
                features.add(new XmlElement("smm").with("state", "on"));
            }
        }
        domain.add(features).add(cpu()).add(clock());
    }

    /** Emulated processors stay the emulator's default, for nothing of the host's can be passed on to them. */
    private XmlElement cpu() {
        XmlElement cpu = new XmlElement("cpu");
        Optional<Boolean> nested = spec.nestedVirtualization();
        if (host.kvm()) {
            boolean passthrough = nested.orElse(false)
                    || !host.pc()
                    || host.guest().filter(g -> g.nestedFeature().isEmpty()).isPresent();
            cpu.with("mode", passthrough ? "host-passthrough" : "host-model");
        }
        cpu.add(new XmlElement("topology")
                .with("sockets", 1)
                .with("dies", 1)
                .with("cores", maxCpus(spec, host))
                .with("threads", 1));
        if (host.kvm() && nested.isPresent()) {
            host.guest()
                    .flatMap(g -> g.nestedFeature())
                    .ifPresent(f -> cpu.add(new XmlElement("feature")
                            .with("policy", nested.get() ? "require" : "disable")
                            .with("name", f)));
        }
        return cpu;
    }

    private XmlElement clock() {
        XmlElement clock = new XmlElement("clock").with("offset", windows(spec) ? "localtime" : "utc");
        if (host.pc()) {
            clock.add(new XmlElement("timer").with("name", "rtc").with("tickpolicy", "catchup"))
                    .add(new XmlElement("timer").with("name", "pit").with("tickpolicy", "delay"))
                    .add(new XmlElement("timer").with("name", "hpet").with("present", "no"));
        }
        return clock;
    }

    private void ends() {
        domain.add("on_poweroff", "destroy").add("on_reboot", "restart").add("on_crash", "destroy");
    }

    private static void drives(XmlElement devices, VMSpec spec, BootChoice boot) {
        DiskBus bus = cdromBus(windows(spec));
        List<String> used = new ArrayList<>();
        devices.all("disk/target").forEach(t -> used.add(t.attribute("dev").orElse("")));
        // A drive is there even if it is empty: none can be added while the machine runs.
        Stream.concat(Stream.of(boot.iso().orElse("")), boot.seed().stream()).forEach(image -> {
            String target = Targets.next(used, bus);
            used.add(target);
            devices.add(DeviceXml.cdrom(image, target, bus));
        });
    }

    /** Windows has no driver for virtio-scsi, and Debian's kernel for clouds none for AHCI. */
    static DiskBus cdromBus(boolean windows) {
        return windows ? DiskBus.SATA : DiskBus.SCSI;
    }

    /**
     * Whether the guest is Windows, which knows no virtio devices by itself.
     *
     * @param spec what is wanted
     * @return true if the name of its system says so
     */
    public static boolean windows(VMSpec spec) {
        return spec.boot()
                .guestOs()
                .map(os -> os.toLowerCase(Locale.ROOT))
                .filter(os -> os.startsWith("win") || os.contains("/win/") || os.contains("microsoft"))
                .isPresent();
    }
}
