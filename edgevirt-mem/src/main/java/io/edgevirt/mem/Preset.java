package io.edgevirt.mem;

import io.edgevirt.About;
import io.edgevirt.Feature;
import io.edgevirt.Support;
import io.edgevirt.SwitchInfo;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a simulated system behaves like: what it supports, what it calls itself, which names it takes. What each lacks
 * stands in {@link Lacks}.
 */
enum Preset {
    NEUTRAL("memory", true, true),
    KVM("Ceph", true, true),
    VSPHERE("vSAN", true, true),
    ESXI("vSAN", true, true),
    HYPERV("Storage Spaces Direct", false, true),
    HYPERV_CLUSTER("Storage Spaces Direct", false, true),
    PROXMOX("Ceph", true, true);

    private final String hciSystem;
    private final boolean hotCpus;
    private final boolean hotMemory;

    Preset(String hciSystem, boolean hotCpus, boolean hotMemory) {
        this.hciSystem = hciSystem;
        this.hotCpus = hotCpus;
        this.hotMemory = hotMemory;
    }

    static Preset of(String text) {
        for (Preset preset : values()) {
            if (preset.text().equals(text)) {
                return preset;
            }
        }
        throw Problems.invalid("preset", text, "a preset is one of " + all(), "choose one, or leave it away");
    }

    private static String all() {
        StringBuilder all = new StringBuilder();
        for (Preset preset : values()) {
            all.append(all.length() == 0 ? "" : ", ").append(preset.text());
        }
        return all.toString();
    }

    /** As the URI names it. */
    String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    String hciSystem() {
        return hciSystem;
    }

    /** Whether a running machine takes more processors. */
    boolean hotCpus() {
        return hotCpus;
    }

    /** Whether a running machine takes more memory. */
    boolean hotMemory() {
        return hotMemory;
    }

    private boolean isHyperV() {
        return this == HYPERV || this == HYPERV_CLUSTER;
    }

    /** Whether commands in a guest need the guest's own login. */
    boolean asksGuestForLogin() {
        return this == VSPHERE || this == ESXI || isHyperV();
    }

    /** Whether machines with snapshots can be moved while they run. */
    boolean movesSnapshots() {
        return this != KVM;
    }

    /** Whether nested virtualization and passed-through devices can be had in one machine. */
    boolean nestedWithDevices() {
        return this != VSPHERE && this != ESXI;
    }

    /** Whether only a template can have linked clones. */
    boolean linksTemplatesOnly() {
        return this == PROXMOX;
    }

    /** Whether a machine can have several snapshots of one name. */
    boolean repeatsSnapshotNames() {
        return this == VSPHERE || this == ESXI || isHyperV();
    }

    int hosts() {
        return this == HYPERV_CLUSTER ? 2 : 1;
    }

    /** The vendor's first three bytes of the MAC addresses it gives out. */
    String macPrefix() {
        return switch (this) {
            case VSPHERE, ESXI -> "00:50:56";
            case HYPERV, HYPERV_CLUSTER -> "00:15:5d";
            case PROXMOX -> "bc:24:11";
            case NEUTRAL, KVM -> "52:54:00";
        };
    }

    Set<SwitchInfo.Kind> switchKinds() {
        return switch (this) {
            case VSPHERE, ESXI -> EnumSet.of(SwitchInfo.Kind.EXTERNAL, SwitchInfo.Kind.ISOLATED);
            case PROXMOX -> EnumSet.of(SwitchInfo.Kind.EXTERNAL, SwitchInfo.Kind.INTERNAL, SwitchInfo.Kind.ISOLATED);
            case HYPERV, HYPERV_CLUSTER ->
                EnumSet.of(
                        SwitchInfo.Kind.EXTERNAL,
                        SwitchInfo.Kind.INTERNAL,
                        SwitchInfo.Kind.ISOLATED,
                        SwitchInfo.Kind.NAT);
            case NEUTRAL, KVM -> EnumSet.complementOf(EnumSet.of(SwitchInfo.Kind.UNKNOWN));
        };
    }

    /** What is wrong with a machine's name, if anything. */
    Optional<String> wrongName(String name) {
        return switch (this) {
            case NEUTRAL -> NameRule.PLAIN.wrong(name);
            case KVM -> NameRule.LIBVIRT.wrong(name);
            case VSPHERE, ESXI -> NameRule.VSPHERE.wrong(name);
            case HYPERV, HYPERV_CLUSTER -> NameRule.WINDOWS.wrong(name);
            case PROXMOX -> NameRule.DNS.wrong(name);
        };
    }

    /** What is wrong with a snapshot's name, if anything. */
    Optional<String> wrongSnapshotName(String name) {
        return this == PROXMOX ? NameRule.CONFIG_ID.wrong(name) : wrongName(name);
    }

    /** An answer for every feature. */
    Map<Feature, Support> features() {
        return Abilities.of(this);
    }

    About about() {
        return Abilities.about(this);
    }
}
