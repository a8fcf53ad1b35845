package io.edgevirt.vsphere.read;

import io.edgevirt.DiskInfo;
import io.edgevirt.Failure;
import io.edgevirt.Firmware;
import io.edgevirt.InvalidStateException;
import io.edgevirt.NicInfo;
import io.edgevirt.VMConfig;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A machine's properties, with its networks, datastores and host, to a {@link VMConfig}. */
public final class ConfigReader {

    /** What a configuration needs; read along {@link #WAYS}, it comes in one request. */
    public static final List<Selection> WANTED = List.of(
            Selection.of(
                    "VirtualMachine",
                    "name",
                    "runtime.host",
                    "config.annotation",
                    "config.bootOptions",
                    "config.extraConfig",
                    "config.firmware",
                    "config.guestId",
                    "config.hardware",
                    "config.nestedHVEnabled"),
            Selection.of("Datastore", "name"),
            Selection.of("Network", "name"),
            Selection.of("DistributedVirtualPortgroup", "name", "key", "config.defaultPortConfig"),
            Selection.of("HostSystem", "configManager.networkSystem"),
            Selection.of("HostNetworkSystem", "networkInfo.portgroup"));

    /** The ways from a machine to what lies around it. */
    public static final List<Way> WAYS = List.of(
            new Way("network", "VirtualMachine", "network"),
            new Way("datastore", "VirtualMachine", "datastore"),
            new Way("host", "VirtualMachine", "runtime.host"),
            new Way("networkSystem", "HostSystem", "configManager.networkSystem"));

    private static final long KIB = 1024;
    private static final long MIB = 1024 * 1024;

    private final Map<String, Managed> around = new HashMap<>();
    private final Portgroups portgroups;
    private final Managed vm;
    private final Devices devices;

    private ConfigReader(Managed vm, Collection<Managed> objects) {
        this.vm = vm;
        objects.forEach(o -> around.put(o.id(), o));
        portgroups = Portgroups.of(objects);
        devices = Devices.of(vm.at("config.hardware").present() ? list(vm.at("config.hardware")) : Element.NONE);
    }

    private static Element list(Element hardware) {
        return new Element("device", "", "", hardware.all("device"), Map.of());
    }

    /**
     * Reads a configuration. Empty: what starts a machine with its host, which the host's settings tell, and the system's
     * own text, for it has none.
     *
     * @param id the machine's id
     * @param objects the machine and what lies around it
     * @return the configuration
     * @throws io.edgevirt.PermissionDeniedException if the login may not read it
     * @throws InvalidStateException if the machine's files cannot be reached, so that nobody knows it
     */
    public static VMConfig read(String id, Collection<Managed> objects) {
        Managed vm = objects.stream()
                .filter(o -> o.type().equals("VirtualMachine") && o.id().equals(id))
                .findFirst()
                .orElseThrow(() -> unknown(id));
        vm.permitted("config.hardware");
        return new ConfigReader(vm, objects).config();
    }

    private static InvalidStateException unknown(String id) {
        return new InvalidStateException(Failure.of("the configuration of " + id + " is not known to the server")
                .backend("vsphere")
                .hint("see whether its host and datastore can be reached"));
    }

    private VMConfig config() {
        Element hardware = vm.at("config.hardware");
        return new VMConfig(
                hardware.count("numCPU").orElseThrow(() -> unknown(vm.id())),
                hardware.at("memoryMB").size(MIB).orElseThrow(() -> unknown(vm.id())),
                Optional.empty(),
                firmware(vm.at("config.firmware").text()),
                vm.at("config.bootOptions").flag("efiSecureBootEnabled"),
                Optional.of(!devices.all("VirtualTPM").isEmpty()),
                vm.at("config.nestedHVEnabled").flag(),
                vm.text("config.guestId"),
                vm.text("config.annotation"),
                tags(vm.at("config.extraConfig")),
                Optional.empty(),
                devices.all("VirtualDisk").stream().map(this::disk).toList(),
                devices.adapters().stream().map(this::nic).toList(),
                devices.passedThrough(),
                devices.all("VirtualCdrom").stream()
                        .filter(d -> d.at("backing").type().equals("VirtualCdromIsoBackingInfo"))
                        .flatMap(d -> d.text("backing/fileName").stream())
                        .toList(),
                List.of(),
                Optional.empty());
    }

    private static Optional<Firmware> firmware(String kept) {
        return switch (kept) {
            case "efi" -> Optional.of(Firmware.UEFI);
            case "bios" -> Optional.of(Firmware.BIOS);
            default -> Optional.empty();
        };
    }

    /**
     * EdgeVirt's tags of a machine.
     *
     * @param extraConfig the property {@code config.extraConfig}
     * @return values by key, both as they were given; one whose value is empty was removed
     */
    public static Map<String, String> tags(Element extraConfig) {
        Map<String, String> tags = new HashMap<>();
        for (Element option : extraConfig.children()) {
            String key = option.at("key").text();
            Optional<String> tag = TagKeys.tag(key);
            if (tag.isPresent() && !option.at("value").text().isEmpty()) {
                tags.put(tag.get(), TagKeys.value(option.at("value").text()));
            }
        }
        return tags;
    }

    private DiskInfo disk(Element disk) {
        Element backing = disk.at("backing");
        Optional<String> file = backing.text("fileName");
        return new DiskInfo(
                disk.at("key").text(),
                disk.at("capacityInBytes")
                        .size(1)
                        .or(() -> disk.at("capacityInKB").size(KIB))
                        .filter(s -> s.bytes() > 0),
                backing.text("datastore").flatMap(this::name).or(() -> file.flatMap(ConfigReader::datastore)),
                file,
                devices.bus(disk),
                backing.flag("thinProvisioned"));
    }

    /** The datastore of a path such as {@code [datastore1] vm/vm.vmdk}. */
    private static Optional<String> datastore(String file) {
        int end = file.indexOf("] ");
        return file.startsWith("[") && end > 1 ? Optional.of(Names.plain(file.substring(1, end))) : Optional.empty();
    }

    private Optional<String> name(String id) {
        return Optional.ofNullable(around.get(id)).flatMap(o -> o.text("name")).map(Names::plain);
    }

    private NicInfo nic(Element nic) {
        Element backing = nic.at("backing");
        Optional<String> key = backing.text("port/portgroupKey");
        Optional<Managed> distributed = key.flatMap(this::portgroup);
        List<Element> standard = backing.text("deviceName")
                .map(n -> portgroups.named(
                        n, vm.text("runtime.host").map(List::of).orElse(List.of())))
                .orElse(List.of());
        Element settings =
                distributed.map(d -> d.at("config.defaultPortConfig")).orElse(Element.NONE);
        return new NicInfo(
                nic.at("key").text(),
                nic.text("macAddress").map(m -> m.toLowerCase(Locale.ROOT)),
                distributed
                        .flatMap(d -> d.text("name"))
                        .or(() -> backing.text("network")
                                .flatMap(id -> Optional.ofNullable(around.get(id)))
                                .flatMap(o -> o.text("name")))
                        .or(() -> backing.text("deviceName"))
                        .map(Names::plain),
                Vlans.distributed(settings).or(() -> Vlans.standard(standard)),
                Vlans.forgedOnDistributed(settings).or(() -> Vlans.forgedOnStandard(standard)));
    }

    private Optional<Managed> portgroup(String key) {
        return around.values().stream()
                .filter(o -> o.type().equals("DistributedVirtualPortgroup")
                        && o.text("key").orElse(o.id()).equals(key))
                .findFirst();
    }
}
