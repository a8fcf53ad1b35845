package io.edgevirt.proxmox.driver;

import static io.edgevirt.Feature.*;

import io.edgevirt.Feature;
import io.edgevirt.PermissionDeniedException;
import io.edgevirt.Support;
import io.edgevirt.proxmox.read.Json;
import io.edgevirt.proxmox.read.PropertyString;
import io.edgevirt.proxmox.translate.ConsoleRequests;
import io.edgevirt.proxmox.translate.Hotplug;
import io.edgevirt.proxmox.translate.SnapshotRequests;
import io.edgevirt.spi.Ref;
import java.util.EnumSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What one machine can do and another cannot, by its configuration as it is now, or by the server's own judgement. */
final class VMFeatures {

    private static final Logger LOG = LoggerFactory.getLogger(VMFeatures.class);

    private static final Set<Feature> BY_AGENT = EnumSet.of(GUEST_ADDRESSES, GUEST_EXEC, GUEST_FILES, SNAPSHOT_QUIESCE);

    private static final Set<Feature> BY_DISPLAY = EnumSet.of(REMOTE_DISPLAY, SCREENSHOT);

    private static final Set<Feature> BY_STORAGE = EnumSet.of(SNAPSHOTS, SNAPSHOT_MEMORY);

    /** What a template, which does not run, cannot do. */
    private static final Set<Feature> RUNNING = EnumSet.of(
            POWER,
            GRACEFUL_SHUTDOWN,
            REBOOT,
            RESET,
            PAUSE,
            SAVE,
            SERIAL_CONSOLE,
            REMOTE_DISPLAY,
            SCREENSHOT,
            GUEST_ADDRESSES,
            GUEST_EXEC,
            GUEST_FILES,
            HOT_RECONFIGURE,
            SNAPSHOT_QUIESCE);

    private VMFeatures() {}

    /** What is known of a machine: one request where the machine decides, else none. */
    static Support of(Site site, Feature feature, Ref vm, Support general) {
        boolean storage = BY_STORAGE.contains(feature);
        if (general.status() == Support.Status.NO || !storage && !RUNNING.contains(feature)) {
            return general;
        }
        site.nodes().ensureSame(vm);
        try {
            return site.nodes().at(vm.id(), node -> {
                if (storage) {
                    return snapshots(general, site.pve().send(SnapshotRequests.feature(node, vm.id())));
                }
                return of(feature, general, site.pve().send(ConsoleRequests.config(node, vm.id())));
            });
        } catch (PermissionDeniedException e) {
            LOG.info("{} of machine {} is not told: {}", feature, vm.id(), e.getMessage());
            return general;
        }
    }

    /** What a configuration says; the general answer where it says nothing. */
    static Support of(Feature feature, Support general, Json config) {
        if (config.flag("template").orElse(false)) {
            return Support.no("a template does not run", "clone it");
        }
        if (BY_AGENT.contains(feature)) {
            return agent(general, config);
        }
        if (BY_DISPLAY.contains(feature)) {
            return display(general, config);
        }
        return switch (feature) {
            case SERIAL_CONSOLE -> serial(config);
            case HOT_RECONFIGURE -> hot(config);
            case SAVE -> save(general, config);
            default -> general;
        };
    }

    /** Proxmox VE judges by the storages of its disks. */
    private static Support snapshots(Support general, Json told) {
        return told.flag("hasFeature")
                .map(able -> able
                        ? Support.yes("the storages of its disks take snapshots")
                        : Support.no(
                                "the storage of one of its disks takes no snapshots",
                                "move its disks to LVM-thin, ZFS, Ceph or Btrfs, or to qcow2 files"))
                .orElse(general);
    }

    private static Support agent(Support general, Json config) {
        boolean on = config.text("agent")
                .flatMap(text -> PropertyString.parse(text, "enabled").flag("enabled"))
                .orElse(false);
        return on
                ? general
                : Support.no(
                        "the guest's agent is not switched on in its options",
                        "set agent to 1 in its options, and install qemu-guest-agent in the guest");
    }

    private static Support display(Support general, Json config) {
        return config.text("vga")
                        .flatMap(text -> PropertyString.parse(text, "type").get("type"))
                        .filter("none"::equals)
                        .isPresent()
                ? Support.no("it has no display", "set vga to another type than none in its hardware")
                : general;
    }

    private static Support serial(Json config) {
        return config.text("serial0").filter("socket"::equals).isPresent()
                ? Support.yes("serial0 is a socket; text from the moment it is asked for")
                : Support.no("it has no serial0 that is a socket", "set serial0 to socket in its hardware");
    }

    private static Support save(Support general, Json config) {
        return config.fields().keySet().stream().anyMatch(key -> key.matches("hostpci\\d+"))
                ? Support.no("a PCI device of the node is passed through to it", "shut it down instead")
                : general;
    }

    /** Memory is plugged into NUMA nodes. */
    private static Support hot(Json config) {
        Hotplug plugs = Hotplug.of(config.text("hotplug"));
        boolean cpus = plugs.has("cpu");
        boolean memory = plugs.has("memory") && config.flag("numa").orElse(false);
        String enable = "while it is off, set hotplug and numa by unwrap(ProxmoxVM.class).configuration()";
        if (cpus && memory) {
            return Support.yes("processors up to what it was made with, and memory by whole modules");
        }
        if (cpus || memory) {
            return Support.conditional(
                    cpus
                            ? "processors alone, up to what it was made with: its hotplug lacks memory, or it has no NUMA"
                            : "memory alone, by whole modules: its hotplug lacks cpu",
                    enable);
        }
        return Support.no("its hotplug has neither cpu nor memory with NUMA", enable);
    }
}
