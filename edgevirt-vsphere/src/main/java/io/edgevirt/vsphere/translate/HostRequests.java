package io.edgevirt.vsphere.translate;

import com.vmware.vim25.HostPciPassthruConfig;
import com.vmware.vim25.ManagedObjectReference;
import io.edgevirt.vsphere.soap.Request;
import java.time.Duration;

/** Requests to a host. */
public final class HostRequests {

    private static final String TASK = "ManagedObjectReference";

    private HostRequests() {}

    /**
     * Sets a host aside for maintenance.
     *
     * @param host the host's id
     * @param timeout how long the host tries; zero for without end
     * @param evacuate whether machines that are off are moved away as well; vCenter alone can
     * @return the request
     */
    public static Request enterMaintenance(String host, Duration timeout, boolean evacuate) {
        return Request.on("HostSystem", host, "EnterMaintenanceMode_Task")
                .with("timeout", "int", seconds(timeout))
                .with("evacuatePoweredOffVms", "boolean", evacuate)
                .returning(TASK);
    }

    /**
     * Takes a host back into use.
     *
     * @param host the host's id
     * @param timeout how long the host tries; zero for without end
     * @return the request
     */
    public static Request exitMaintenance(String host, Duration timeout) {
        return Request.on("HostSystem", host, "ExitMaintenanceMode_Task")
                .with("timeout", "int", seconds(timeout))
                .returning(TASK);
    }

    private static int seconds(Duration timeout) {
        long rounded = timeout.plusMillis(999).toSeconds();
        return (int) Math.min(Integer.MAX_VALUE, rounded);
    }

    /**
     * Restarts a host.
     *
     * @param host the host's id
     * @return the request; a host that is not in maintenance refuses it
     */
    public static Request reboot(String host) {
        return Request.on("HostSystem", host, "RebootHost_Task")
                .with("force", "boolean", false)
                .returning(TASK);
    }

    /**
     * Marks a PCI device as one for passthrough, or as the host's own again. Some devices need the host's restart.
     *
     * @param passthrough the host's passthrough system
     * @param device the device's address as ESXi writes it, such as {@code 0000:65:00.0}
     * @param enabled whether it is for passthrough
     * @return the request
     */
    public static Request passthrough(ManagedObjectReference passthrough, String device, boolean enabled) {
        HostPciPassthruConfig config = new HostPciPassthruConfig();
        config.id = device;
        config.passthruEnabled = enabled;
        return Request.on(passthrough, "UpdatePassthruConfig")
                .with("config", "HostPciPassthruConfig[]", new HostPciPassthruConfig[] {config});
    }
}
