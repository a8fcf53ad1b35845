package io.edgevirt.mem;

import io.edgevirt.Size;
import io.edgevirt.spi.DiskSpec;
import io.edgevirt.spi.NicSpec;
import io.edgevirt.spi.VMSpec;

/**
 * Writes this system's own text form of a machine: a line {@code key: value} each, a disk's or adapter's further lines
 * below its first. In values a backslash, a line feed and a carriage return are written {@code \\}, {@code \n} and
 * {@code \r}; in a tag's key the equals sign as {@code \e}. What is secret is masked.
 */
final class NativeText {

    private static final long KIB = 1024;
    private final StringBuilder text = new StringBuilder();

    private NativeText() {}

    static String of(VMSpec spec) {
        NativeText out = new NativeText();
        out.line("name", spec.name());
        out.line("cpus", spec.cpus());
        out.line("memory", exact(spec.memory()));
        spec.dynamicMemory().ifPresent(d -> {
            out.line("memory.minimum", exact(d.minimum()));
            out.line("memory.maximum", exact(d.maximum()));
        });
        spec.disks().forEach(out::disk);
        spec.nics().forEach(out::nic);
        out.boot(spec.boot());
        out.placement(spec);
        spec.devices().forEach(d -> out.line("device", d));
        spec.vgpu().ifPresent(v -> out.line("vgpu", v));
        spec.nestedVirtualization().ifPresent(n -> out.line("nested", n));
        spec.cloudInit().ifPresent(c -> out.line("cloudInit", "***"));
        spec.description().ifPresent(d -> out.line("description", d));
        spec.tags()
                .forEach((key, value) -> out.text
                        .append("tag: ")
                        .append(key(key))
                        .append('=')
                        .append(escaped(value))
                        .append('\n'));
        if (spec.autostart()) {
            out.line("autostart", true);
        }
        return out.text.toString();
    }

    private void disk(DiskSpec disk) {
        line("disk", exact(disk.size()));
        disk.pool().ifPresent(p -> line("disk.pool", p));
        disk.path().ifPresent(p -> line("disk.path", p));
        line("disk.thin", disk.thin());
        disk.bus().ifPresent(b -> line("disk.bus", b));
    }

    private void nic(NicSpec nic) {
        line("nic", nic.network());
        nic.vlan().ifPresent(v -> line("nic.vlan", v));
        nic.macSpoofing().ifPresent(m -> line("nic.macSpoofing", m));
        nic.mac().ifPresent(m -> line("nic.mac", m));
    }

    private void boot(VMSpec.BootSpec boot) {
        boot.firmware().ifPresent(f -> line("firmware", f));
        boot.secureBoot().ifPresent(s -> line("secureBoot", s));
        if (boot.tpm()) {
            line("tpm", true);
        }
        boot.iso().ifPresent(i -> line("iso", i));
        boot.guestOs().ifPresent(g -> line("guestOs", g));
        boot.kernel().ifPresent(k -> {
            line("kernel", k.kernel());
            line("initrd", k.initrd());
            line("commandLine", k.commandLine());
        });
    }

    private void placement(VMSpec spec) {
        spec.placement().host().ifPresent(h -> line("host", h));
        spec.placement().cluster().ifPresent(c -> line("cluster", c));
        spec.placement().resourcePool().ifPresent(r -> line("resourcePool", r));
        spec.placement().folder().ifPresent(f -> line("folder", f));
        spec.resources().reservedCpus().ifPresent(c -> line("reserve.cpus", c));
        spec.resources().reservedMemory().ifPresent(m -> line("reserve.memory", exact(m)));
        spec.resources().pinnedCpus().ifPresent(p -> line("pinCpus", p));
        if (spec.resources().hugepages()) {
            line("hugepages", true);
        }
    }

    private void line(String key, Object value) {
        text.append(key).append(": ").append(escaped(value.toString())).append('\n');
    }

    static String escaped(String value) {
        return value.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r");
    }

    private static String key(String key) {
        return escaped(key).replace("=", "\\e");
    }

    /** In the largest unit of which it is a whole number, unlike {@link Size#toString()}, which rounds. */
    static String exact(Size size) {
        String[] units = {"B", "KiB", "MiB", "GiB", "TiB"};
        long amount = size.bytes();
        int unit = 0;
        while (amount > 0 && amount % KIB == 0 && unit < units.length - 1) {
            amount /= KIB;
            unit++;
        }
        return amount + " " + units[unit];
    }
}
