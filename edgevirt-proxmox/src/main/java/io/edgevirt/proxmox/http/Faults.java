package io.edgevirt.proxmox.http;

import io.edgevirt.EdgeVirtException;
import io.edgevirt.Failure;
import io.edgevirt.NotFoundException;
import io.edgevirt.OperationFailedException;
import io.edgevirt.Outcome;
import io.edgevirt.spi.SessionExpiredException;

/** Which error a refusal of Proxmox's is. */
public final class Faults {

    /** The backend's name, as errors give it. */
    public static final String BACKEND = "proxmox";

    private Faults() {}

    /**
     * The error that a reply tells of.
     *
     * @param status the reply's status
     * @param reason its reason phrase, in which Proxmox says what is wrong
     * @param body its body
     * @return the error, to be thrown
     */
    public static EdgeVirtException of(int status, String reason, String body) {
        if (status == 401) {
            return new SessionExpiredException(
                    Failure.of("the ticket is not valid").backend(BACKEND));
        }
        Failure failure = Failure.of(reason.isEmpty() ? "HTTP " + status : reason)
                .backend(BACKEND)
                .nativeCode(status + " " + reason)
                .outcome(Outcome.NOT_DONE);
        return reason.contains("does not exist")
                ? new NotFoundException(failure)
                : new OperationFailedException(failure);
    }
}
