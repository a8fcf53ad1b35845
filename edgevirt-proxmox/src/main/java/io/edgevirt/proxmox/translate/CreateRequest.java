package io.edgevirt.proxmox.translate;

import io.edgevirt.DiskBus;
import io.edgevirt.Firmware;
import io.edgevirt.proxmox.http.Call;
import io.edgevirt.proxmox.http.Version;
import io.edgevirt.proxmox.read.DiskSize;
import io.edgevirt.proxmox.read.MachineTags;
import io.edgevirt.proxmox.read.PropertyString;
import io.edgevirt.spi.DiskSpec;
import io.edgevirt.spi.NicSpec;
import io.edgevirt.spi.VMSpec;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The request that makes a machine whole. */
public final class CreateRequest {

    /** CD drives are on IDE, which all guests know; with the q35 machine only even places are there. */
    private static final String CD = "ide2";

    private static final String SEED = "ide0";

    private final VMSpec spec;
    private final Chosen chosen;
    private final List<String> bootable = new ArrayList<>();

    /**
     * What was chosen for a machine.
     *
     * @param version the server's version
     * @param node the node that it is made on
     * @param places where each disk goes
     * @param home where UEFI's variables and the TPM's state go
     * @param iso the volume of an image for the CD drive
     * @param seed the volume of the image for cloud-init
     * @param devices the values of the devices that are passed through
     */
    public record Chosen(
            Version version,
            String node,
            List<Place> places,
            Optional<Place> home,
            Optional<String> iso,
            Optional<String> seed,
            List<PropertyString> devices) {}

    /**
     * A storage for a disk.
     *
     * @param storage its id
     * @param format the format of the disk; empty for the storage's only one
     */
    public record Place(String storage, Optional<String> format) {}

    private CreateRequest(VMSpec spec, Chosen chosen) {
        this.spec = spec;
        this.chosen = chosen;
    }

    /**
     * Makes the request.
     *
     * @param spec what is wanted; the rules let it pass
     * @param chosen what was chosen for it
     * @param vmid its id, or {@code {vmid}} where it is not known yet
     * @return the request, which starts a task
     */
    public static Call of(VMSpec spec, Chosen chosen, String vmid) {
        return new CreateRequest(spec, chosen).call(vmid);
    }

    private Call call(String vmid) {
        Call call = Call.post("/nodes/{node}/qemu", chosen.node())
                .with("vmid", vmid)
                .with("name", spec.name())
                .with("smbios1", "uuid=" + spec.token());
        call = figures(call);
        call = firmware(call);
        call = disks(call);
        call = nics(call);
        call = devices(call);
        call = texts(call);
        return bootable.isEmpty() ? call : call.with("boot", "order=" + String.join(";", bootable));
    }

    private Call figures(Call before) {
        long memory =
                spec.dynamicMemory().map(r -> r.maximum()).orElse(spec.memory()).inMib();
        Call call = before.with("sockets", 1).with("cores", spec.cpus()).with("memory", memory);
        if (spec.dynamicMemory().isPresent()) {
            call = call.with("balloon", spec.dynamicMemory().get().minimum().inMib());
        }
        if (spec.nestedVirtualization().orElse(false)) {
            call = call.with("cpu", "host");
        }
        call = call.withIf("affinity", spec.resources().pinnedCpus());
        return spec.resources().hugepages() ? call.with("numa", true).with("hugepages", "any") : call;
    }

    private boolean uefi() {
        return spec.boot().firmware().orElse(Firmware.BIOS) == Firmware.UEFI
                || spec.boot().secureBoot().orElse(false);
    }

    private Call firmware(Call before) {
        Call call = before.withIf("ostype", spec.boot().guestOs());
        Place home = chosen.home().orElse(new Place("", Optional.empty()));
        if (uefi()) {
            PropertyString variables = formatted(volume(home, "1"), home)
                    .with("efitype", "4m")
                    .with("pre-enrolled-keys", spec.boot().secureBoot().orElse(false) ? "1" : "0");
            call = call.with("bios", "ovmf").with("machine", "q35").with("efidisk0", variables.text());
        } else if (spec.boot().firmware().isPresent()) {
            call = call.with("bios", "seabios");
        }
        return spec.boot().tpm()
                ? call.with(
                        "tpmstate0", volume(home, "1").with("version", "v2.0").text())
                : call;
    }

    /** The server takes a number behind the storage for the size in GiB of a volume to be made. */
    private static PropertyString volume(Place place, String gib) {
        return PropertyString.empty("file").with("file", place.storage() + ":" + gib);
    }

    private static PropertyString formatted(PropertyString drive, Place place) {
        return place.format().map(f -> drive.with("format", f)).orElse(drive);
    }

    private Call disks(Call before) {
        Call call = before.with("scsihw", "virtio-scsi-single");
        Map<DiskBus, Integer> taken = new EnumMap<>(DiskBus.class);
        for (int i = 0; i < spec.disks().size(); i++) {
            DiskSpec disk = spec.disks().get(i);
            DiskBus bus = SpecRules.bus(disk);
            int at = taken.merge(bus, 1, Integer::sum) - 1;
            // With IDE the even places are kept for CD drives.
            String key = bus.name().toLowerCase(java.util.Locale.ROOT) + (bus == DiskBus.IDE ? 2 * at + 1 : at);
            bootable.add(key);
            call = call.with(key, drive(disk, bus, chosen.places().get(i)).text());
        }
        if (chosen.iso().isPresent()) {
            bootable.add(CD);
            call = call.with(CD, cd(chosen.iso().get()));
        }
        return chosen.seed().isPresent() ? call.with(SEED, cd(chosen.seed().get())) : call;
    }

    private static String cd(String volume) {
        return PropertyString.empty("file")
                .with("file", volume)
                .with("media", "cdrom")
                .text();
    }

    /**
     * The value of a new disk.
     *
     * @param disk what is wanted
     * @param bus how it is attached
     * @param place where it goes
     * @return the value of its key
     */
    static PropertyString drive(DiskSpec disk, DiskBus bus, Place place) {
        PropertyString drive = formatted(volume(place, DiskSize.gib(disk.size())), place);
        if (bus == DiskBus.SCSI || bus == DiskBus.VIRTIO) {
            drive = drive.with("iothread", "1");
        }
        return disk.thin() ? drive.with("discard", "on") : drive;
    }

    private Call nics(Call before) {
        Call call = before;
        for (int i = 0; i < spec.nics().size(); i++) {
            bootable.add("net" + i);
            call = call.with("net" + i, adapter(spec.nics().get(i)).text());
        }
        return call;
    }

    /**
     * The value of a new network adapter. One that the firewall does not guard may send from any address, as a bridge
     * passes all on.
     *
     * @param nic what is wanted; its network is the name of a bridge or a virtual network
     * @return the value of its key
     */
    public static PropertyString adapter(NicSpec nic) {
        PropertyString adapter = nic.mac()
                .map(mac -> PropertyString.empty("model").with("virtio", mac))
                .orElseGet(() -> PropertyString.empty("model").with("model", "virtio"));
        adapter = adapter.with("bridge", nic.network());
        if (nic.vlan().isPresent()) {
            adapter = adapter.with("tag", nic.vlan().get().toString());
        }
        return nic.macSpoofing().orElse(true) ? adapter : adapter.with("firewall", "1");
    }

    private Call devices(Call before) {
        Call call = before;
        for (int i = 0; i < chosen.devices().size(); i++) {
            PropertyString device = chosen.devices().get(i);
            call = call.with("hostpci" + i, (uefi() ? device.with("pcie", "1") : device).text());
        }
        return call;
    }

    private Call texts(Call before) {
        Call call = before.withIf("description", spec.description().filter(text -> !text.isEmpty()));
        if (!spec.tags().isEmpty()) {
            call = call.with("tags", tags(spec.tags()));
        }
        if (spec.autostart()) {
            call = call.with("onboot", true);
        }
        call = call.withIf("pool", spec.placement().resourcePool());
        // Before 8, a machine with the agent's channel but without an agent could not be shut down by its power button.
        if (chosen.version().atLeast(8)) {
            call = call.with("agent", "enabled=1");
        }
        return call.with("serial0", "socket");
    }

    /**
     * Tags as Proxmox VE takes them.
     *
     * @param tags the tags
     * @return words with semicolons between
     */
    public static String tags(Map<String, String> tags) {
        return tags.entrySet().stream()
                .map(e -> MachineTags.word(e.getKey(), e.getValue()))
                .collect(Collectors.joining(";"));
    }
}
