package io.edgevirt.vsphere.translate;

import com.vmware.vim25.VirtualController;
import com.vmware.vim25.VirtualIDEController;
import com.vmware.vim25.VirtualSCSIController;
import com.vmware.vim25.VirtualSCSISharing;
import io.edgevirt.DiskBus;
import io.edgevirt.vsphere.vim.VirtualAHCIController;
import io.edgevirt.vsphere.vim.VirtualNVMEController;
import java.util.Optional;
import java.util.Set;

/**
 * The kinds of controllers, and how many devices each takes: the figures are those of VMware's configuration maximums for
 * vSphere 7 and 8.
 */
enum Bus {
    SCSI(
            4,
            16,
            Set.of(
                    "ParaVirtualSCSIController",
                    "VirtualLsiLogicController",
                    "VirtualLsiLogicSASController",
                    "VirtualBusLogicController",
                    "VirtualSCSIController")),
    SATA(4, 30, Set.of("VirtualAHCIController", "VirtualSATAController")),
    NVME(4, 15, Set.of("VirtualNVMEController")),
    IDE(2, 2, Set.of("VirtualIDEController"));

    /** The place on a SCSI bus that the controller itself takes. */
    private static final int SCSI_ITSELF = 7;

    final int controllers;
    final int units;
    final Set<String> types;

    Bus(int controllers, int units, Set<String> types) {
        this.controllers = controllers;
        this.units = units;
        this.types = types;
    }

    static Optional<Bus> of(DiskBus wanted) {
        return switch (wanted) {
            case SCSI -> Optional.of(SCSI);
            case SATA -> Optional.of(SATA);
            case NVME -> Optional.of(NVME);
            case IDE -> Optional.of(IDE);
            case VIRTIO, USB -> Optional.empty();
        };
    }

    static Optional<Bus> of(Device controller) {
        for (Bus bus : values()) {
            if (bus.types.contains(controller.type())) {
                return Optional.of(bus);
            }
        }
        return Optional.empty();
    }

    boolean taken(int unit) {
        return this == SCSI && unit == SCSI_ITSELF;
    }

    /** A fresh controller without key and number. */
    VirtualController fresh(Guest guest, boolean asked) {
        return switch (this) {
            case SCSI -> scsi(guest, asked);
            case SATA -> new VirtualAHCIController();
            case NVME -> new VirtualNVMEController();
            case IDE -> new VirtualIDEController();
        };
    }

    private static VirtualController scsi(Guest guest, boolean asked) {
        VirtualSCSIController controller = guest.scsi(asked);
        controller.sharedBus = VirtualSCSISharing.noSharing;
        return controller;
    }
}
