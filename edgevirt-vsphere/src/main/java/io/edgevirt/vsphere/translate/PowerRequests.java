package io.edgevirt.vsphere.translate;

import com.vmware.vim25.ManagedObjectReference;
import io.edgevirt.vsphere.soap.Request;

/** What changes what a machine is doing: each one request of the {@code VirtualMachine}. */
public final class PowerRequests {

    private PowerRequests() {}

    /**
     * Boots a machine, or restores one that is suspended. In a cluster DRS chooses the host, as far as it places this
     * machine by itself.
     *
     * @param vm the machine
     * @return the request, which becomes a task
     */
    public static Request on(ManagedObjectReference vm) {
        return task(vm, "PowerOnVM_Task");
    }

    /**
     * Cuts the power; of a suspended machine it drops the memory.
     *
     * @param vm the machine
     * @return the request, which becomes a task
     */
    public static Request off(ManagedObjectReference vm) {
        return task(vm, "PowerOffVM_Task");
    }

    /**
     * Writes the memory to disk and stops.
     *
     * @param vm the machine
     * @return the request, which becomes a task
     */
    public static Request suspend(ManagedObjectReference vm) {
        return task(vm, "SuspendVM_Task");
    }

    /**
     * Presses the reset button.
     *
     * @param vm the machine
     * @return the request, which becomes a task
     */
    public static Request reset(ManagedObjectReference vm) {
        return task(vm, "ResetVM_Task");
    }

    /**
     * Asks the guest's tools to shut it down.
     *
     * @param vm the machine
     * @return the request, which is answered at once
     */
    public static Request shutdown(ManagedObjectReference vm) {
        return Request.on(vm, "ShutdownGuest");
    }

    /**
     * Asks the guest's tools to restart it.
     *
     * @param vm the machine
     * @return the request, which is answered at once
     */
    public static Request reboot(ManagedObjectReference vm) {
        return Request.on(vm, "RebootGuest");
    }

    /**
     * Answers what a machine waits for.
     *
     * @param vm the machine
     * @param question the question's id
     * @param choice the key of one of its choices
     * @return the request, which is answered at once
     */
    public static Request answer(ManagedObjectReference vm, String question, String choice) {
        return Request.on(vm, "AnswerVM").with("questionId", "String", question).with("answerChoice", "String", choice);
    }

    private static Request task(ManagedObjectReference vm, String method) {
        return Request.on(vm, method).returning("ManagedObjectReference");
    }
}
