package io.edgevirt;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/** What can be done inside a machine's guest, through its agent or the system's own channel. Every method asks. */
public interface Guest {

    /**
     * The same guest with a login of the guest's own, where the system wants one (vSphere, Hyper-V).
     *
     * @param user the login's name
     * @param password its password
     * @return the guest
     */
    Guest as(String user, Secret password);

    /**
     * The guest's addresses from the best source there is: its agent, else the lease of its network, else the host's
     * ARP table.
     *
     * @return the addresses seen, each with its source; empty if none is known yet
     */
    List<GuestAddress> addresses();

    /**
     * The guest's addresses from one source.
     *
     * @param source which
     * @return the addresses seen
     * @throws UnsupportedFeatureException if the system has no such source
     */
    List<GuestAddress> addresses(GuestAddress.Source source);

    /**
     * Waits until the guest has an address that is neither loopback nor link-local.
     *
     * @param atMost how long
     * @return the first such address
     * @throws OperationTimeoutException if there is none in time; it says what was seen last
     */
    GuestAddress awaitAddress(Duration atMost);

    /**
     * Waits until the guest has an address, from one source, that is neither loopback nor link-local.
     *
     * @param source which
     * @param atMost how long
     * @return the first such address
     * @throws OperationTimeoutException if there is none in time; it says what was seen last
     */
    GuestAddress awaitAddress(GuestAddress.Source source, Duration atMost);

    /**
     * Runs a program in the guest and waits for its end.
     *
     * @param atMost how long it may take
     * @param command the program and its arguments; no shell is involved
     * @return exit code and output; 127 where a shell of the guest's looks for the program and finds none (vSphere)
     * @throws NotFoundException if the guest's agent finds no such program (KVM, Proxmox VE)
     * @throws OperationTimeoutException if it has not ended by then; it runs on in the guest
     * @throws InvalidStateException if the agent does not answer
     */
    ExecResult exec(Duration atMost, String... command);

    /**
     * Reads a file of the guest's, at most 16 MiB.
     *
     * @param path the guest's path
     * @return its content
     * @throws NotFoundException if there is no such file
     */
    byte[] read(String path);

    /**
     * Writes a file of the guest's, replacing it.
     *
     * @param path the guest's path
     * @param content its content
     * @throws NotFoundException if there is no folder for it
     */
    void write(String path, byte[] content);

    /**
     * Writes a text file of the guest's in UTF-8, replacing it.
     *
     * @param path the guest's path
     * @param content its content
     */
    default void write(String path, String content) {
        write(path, content.getBytes(StandardCharsets.UTF_8));
    }
}
