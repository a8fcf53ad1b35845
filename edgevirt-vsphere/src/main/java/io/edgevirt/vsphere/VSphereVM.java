package io.edgevirt.vsphere;

import io.edgevirt.Operation;
import io.edgevirt.VM;
import java.util.Optional;

/** What vSphere alone can do with a machine: {@code vm.unwrap(VSphereVM.class)}. */
public interface VSphereVM {

    /**
     * A ticket for the screen. Asks the server, which makes a new one each time.
     *
     * @return the ticket
     * @throws io.edgevirt.InvalidStateException if the machine does not run
     */
    WebMks webMks();

    /**
     * What the machine waits for. Asks the server.
     *
     * @return the question; empty where there is none
     */
    Optional<VMQuestion> question();

    /**
     * Answers the question that the machine waits for.
     *
     * @param choice one of the question's choices, or its number as the vSphere API counts them
     * @return the operation; its check fails where nothing is asked, or no such choice is offered
     */
    Operation<VM> answer(String choice);
}
