package io.edgevirt.vsphere.translate;

import com.vmware.vim25.ParaVirtualSCSIController;
import com.vmware.vim25.VirtualE1000;
import com.vmware.vim25.VirtualEthernetCard;
import com.vmware.vim25.VirtualLsiLogicController;
import com.vmware.vim25.VirtualSCSIController;
import com.vmware.vim25.VirtualVmxnet3;
import java.util.Locale;
import java.util.Optional;

/**
 * What suits a guest's operating system: paravirtual devices where it brings drivers for them, else old ones that every
 * system knows. A guest that is not named is taken for one that brings none.
 *
 * @param id vSphere's name of it, such as {@code windows2019srv_64Guest}
 */
public record Guest(Optional<String> id) {

    /** Families whose installers know neither PVSCSI nor VMXNET3. */
    private static final String[] OLD = {
        "dos",
        "win31",
        "win95",
        "win98",
        "winme",
        "winnt",
        "win2000",
        "winxp",
        "winnet",
        "os2",
        "netware",
        "openserver",
        "unixware",
        "solaris6",
        "solaris7",
        "solaris8",
        "solaris9",
        "darwin",
        "other",
        "redhat",
        "freebsdguest"
    };

    /** Linux by a number of its kernel from which on it brings both. */
    private static final String[] NEW = {"other3x", "other4x", "other5x", "other6x", "other26x"};

    /**
     * Whether it brings drivers for paravirtual devices.
     *
     * @return false where that is not known
     */
    public boolean paravirtual() {
        if (id.isEmpty()) {
            return false;
        }
        String name = id.get().toLowerCase(Locale.ROOT);
        return starts(name, NEW) || !starts(name, OLD);
    }

    private static boolean starts(String name, String[] beginnings) {
        for (String beginning : beginnings) {
            if (name.startsWith(beginning)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Whether it is Windows.
     *
     * @return as its name tells
     */
    public boolean windows() {
        return id.filter(name -> name.toLowerCase(Locale.ROOT).startsWith("win"))
                .isPresent();
    }

    /**
     * The SCSI controller that suits it.
     *
     * @param asked whether SCSI was asked for, which means the paravirtual one
     * @return a fresh one without values
     */
    VirtualSCSIController scsi(boolean asked) {
        return asked || paravirtual() ? new ParaVirtualSCSIController() : new VirtualLsiLogicController();
    }

    /** The network adapter that suits it: a fresh one without values. */
    VirtualEthernetCard nic() {
        return paravirtual() ? new VirtualVmxnet3() : new VirtualE1000();
    }
}
