package io.edgevirt.proxmox.fake.site;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One node's hardware, as tests may arrange it. */
public final class HostState {

    private static final long GIB = 1L << 30;
    private static final long GB = 1_000_000_000L;

    private final String name;
    private final List<PhysicalDisk> disks = new ArrayList<>();
    private final List<ZfsPool> zfs = new ArrayList<>();
    private final Interfaces network;
    private final List<DiskGroup> groups = new ArrayList<>();
    private final List<Row> pci = new ArrayList<>();
    private final List<Row> usb = new ArrayList<>();
    private long memory = 64 * GIB;
    private long memoryUsed = 6 * GIB;
    private int cores = 16;
    private boolean efi = true;
    private boolean secureBoot = true;
    private boolean iommu = true;
    private String flags = "fpu vme de pse tsc msr pae sse4_2 aes avx avx2 vmx ept vpid hypervisor";
    private long booted = System.currentTimeMillis() / 1000 - 86_400;
    private String timezone = "Etc/UTC";
    private final Map<String, String> dns = new LinkedHashMap<>(Map.of("search", "edge.example", "dns1", "10.10.0.1"));
    private final Map<String, String> config = new LinkedHashMap<>();

    HostState(String name, int number) {
        this.name = name;
        this.network = new Interfaces(number);
        String serial = "S" + number;
        disks.add(new PhysicalDisk("/dev/nvme0n1", "nvme", 1_024 * GB, "SAMSUNG MZQL2960HCJR", serial + "NV00")
                .wearout(97)
                .used("LVM"));
        disks.add(new PhysicalDisk("/dev/nvme1n1", "nvme", 2_048 * GB, "SAMSUNG MZQL2960HCJR", serial + "NV01")
                .wearout(99)
                .osd(number - 1));
        disks.add(new PhysicalDisk("/dev/sda", "ssd", 960 * GB, "INTEL SSDSC2KG96", serial + "SA00").wearout(88));
        disks.add(new PhysicalDisk("/dev/sdb", "ssd", 960 * GB, "INTEL SSDSC2KG96", serial + "SB00").wearout(91));
        disks.add(new PhysicalDisk("/dev/sdc", "hdd", 4_000 * GB, "ST4000NM0035", serial + "SC00"));
        pci.addAll(Devices.pci());
        usb.addAll(Devices.usb());
    }

    /** The node's name. */
    public String name() {
        return name;
    }

    /** Its disks, open to change. */
    public List<PhysicalDisk> disks() {
        return disks;
    }

    /** A disk by its path. */
    public Optional<PhysicalDisk> disk(String path) {
        return disks.stream().filter(disk -> disk.path().equals(path)).findFirst();
    }

    /** Its ZFS pools. */
    public List<ZfsPool> zfs() {
        return zfs;
    }

    /** Makes a ZFS pool of disks of the node. */
    public ZfsPool zfs(String pool, String level, String... paths) {
        List<PhysicalDisk> members = new ArrayList<>();
        for (String path : paths) {
            members.add(disk(path).orElseThrow(() -> new IllegalArgumentException(path)));
        }
        ZfsPool made = new ZfsPool(pool, level, members);
        zfs.add(made);
        return made;
    }

    /** Its interfaces. */
    public Interfaces network() {
        return network;
    }

    List<DiskGroup> groups() {
        return groups;
    }

    /** Its PCI devices as {@code hardware/pci} tells them, open to change. */
    public List<Row> pci() {
        return pci;
    }

    /** Its USB devices as {@code hardware/usb} tells them, open to change. */
    public List<Row> usb() {
        return usb;
    }

    /** Bytes of memory. */
    public long memory() {
        return memory;
    }

    /** Bytes of memory taken by the node itself. */
    public long memoryUsed() {
        return memoryUsed;
    }

    /** Sets the bytes of memory, in all and taken. */
    public HostState memory(long bytes, long used) {
        memory = bytes;
        memoryUsed = used;
        return this;
    }

    /** Logical CPUs. */
    public int cpus() {
        return cores;
    }

    /** Sets the logical CPUs. */
    public HostState cpus(int count) {
        cores = count;
        return this;
    }

    /** Whether it booted by EFI, and with Secure Boot. */
    public HostState boot(boolean byEfi, boolean secure) {
        efi = byEfi;
        secureBoot = secure;
        return this;
    }

    boolean efi() {
        return efi;
    }

    boolean secureBoot() {
        return secureBoot;
    }

    /** Switches the IOMMU off or on: without it no device has a group. */
    public HostState iommu(boolean on) {
        iommu = on;
        return this;
    }

    boolean iommu() {
        return iommu;
    }

    /** The CPU's flags, as {@code /proc/cpuinfo} has them. */
    public String flags() {
        return flags;
    }

    /** Sets the CPU's flags. */
    public HostState flags(String words) {
        flags = words;
        return this;
    }

    long uptime() {
        return System.currentTimeMillis() / 1000 - booted;
    }

    String timezone() {
        return timezone;
    }

    void timezone(String zone) {
        timezone = zone;
    }

    Map<String, String> dns() {
        return dns;
    }

    Map<String, String> config() {
        return config;
    }
}
