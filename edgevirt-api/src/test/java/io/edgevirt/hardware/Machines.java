package io.edgevirt.hardware;

import static io.edgevirt.Size.gb;

import io.edgevirt.Hardware;
import io.edgevirt.Hardware.Cpu;
import io.edgevirt.Hardware.DiskDevice;
import io.edgevirt.Hardware.DiskKind;
import io.edgevirt.Hardware.NetworkAdapter;
import io.edgevirt.Size;
import java.util.List;
import java.util.Optional;

/** Machines to look at. */
final class Machines {

    private Machines() {}

    /** Exactly the guide's minimum, an 8 GB machine that shows 7.6 GiB. */
    static Hardware minimum() {
        return machine(
                cpu(4, 8), Size.mib(7782), List.of(disk("sda", gb(128), DiskKind.SSD)), List.of(nic(1_000_000_000L)));
    }

    /** Exactly the guide's recommendation. */
    static Hardware recommended() {
        return machine(
                cpu(8, 16),
                Size.mib(15_700),
                List.of(disk("nvme0n1", gb(256), DiskKind.NVME)),
                List.of(nic(10_000_000_000L)));
    }

    /** A machine whose system tells nothing. */
    static Hardware silent() {
        return new Hardware(
                "silent",
                new Cpu(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()),
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    static Hardware machine(Cpu cpu, Size memory, List<DiskDevice> disks, List<NetworkAdapter> nics) {
        return machine(cpu, Optional.of(memory), disks, nics, Optional.of(false));
    }

    static Hardware machine(
            Cpu cpu,
            Optional<Size> memory,
            List<DiskDevice> disks,
            List<NetworkAdapter> nics,
            Optional<Boolean> hypervisorPresent) {
        return new Hardware(
                "edge-01",
                cpu,
                memory,
                disks,
                nics,
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                hypervisorPresent);
    }

    static Hardware with(Hardware h, Cpu cpu) {
        return machine(cpu, h.memory(), h.disks(), h.nics(), h.hypervisorPresent());
    }

    static Hardware with(Hardware h, Size memory) {
        return machine(h.cpu(), Optional.of(memory), h.disks(), h.nics(), h.hypervisorPresent());
    }

    static Hardware with(Hardware h, DiskDevice... disks) {
        return machine(h.cpu(), h.memory(), List.of(disks), h.nics(), h.hypervisorPresent());
    }

    static Hardware with(Hardware h, NetworkAdapter... nics) {
        return machine(h.cpu(), h.memory(), h.disks(), List.of(nics), h.hypervisorPresent());
    }

    static Hardware under(Hardware h, Optional<Boolean> hypervisor) {
        return machine(h.cpu(), h.memory(), h.disks(), h.nics(), hypervisor);
    }

    static Cpu cpu(int cores, int threads) {
        return cpu(Optional.of(cores), Optional.of(threads), Optional.of(true), Optional.of(true), Optional.of(true));
    }

    static Cpu cpu(
            Optional<Integer> cores,
            Optional<Integer> threads,
            Optional<Boolean> virtualization,
            Optional<Boolean> slat,
            Optional<Boolean> nested) {
        return new Cpu(Optional.empty(), Optional.of("x86_64"), cores, threads, virtualization, slat, nested);
    }

    static Cpu flags(boolean virtualization, boolean slat, boolean nested) {
        return cpu(
                Optional.of(8), Optional.of(16), Optional.of(virtualization), Optional.of(slat), Optional.of(nested));
    }

    static DiskDevice disk(String name, Size size, DiskKind kind) {
        return new DiskDevice(name, Optional.of(size), kind, Optional.empty());
    }

    static NetworkAdapter nic(long bitsPerSecond) {
        return nic("eno1", Optional.of(bitsPerSecond), Optional.of(true));
    }

    static NetworkAdapter nic(String name, Optional<Long> bitsPerSecond, Optional<Boolean> up) {
        return new NetworkAdapter(name, Optional.empty(), bitsPerSecond, up);
    }
}
