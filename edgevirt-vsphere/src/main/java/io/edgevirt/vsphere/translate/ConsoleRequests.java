package io.edgevirt.vsphere.translate;

import com.vmware.vim25.ManagedObjectReference;
import io.edgevirt.vsphere.soap.Request;

/** What opens a machine's screen. */
public final class ConsoleRequests {

    private ConsoleRequests() {}

    /**
     * Asks for a ticket for the screen in a WebSocket. The kind {@code webmks} is known from vSphere API 6.0 on.
     *
     * @param vm the machine, which must run
     * @return the request, answered by a {@code VirtualMachineTicket}
     */
    public static Request webMks(ManagedObjectReference vm) {
        return Request.on(vm, "AcquireTicket")
                .with("ticketType", "String", "webmks")
                .returning("VirtualMachineTicket");
    }
}
