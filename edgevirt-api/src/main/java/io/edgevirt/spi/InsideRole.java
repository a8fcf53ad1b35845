package io.edgevirt.spi;

import io.edgevirt.ExecResult;
import io.edgevirt.GuestAddress;
import io.edgevirt.RemoteDisplay;
import io.edgevirt.VMStats;
import java.util.List;
import java.util.Optional;

/** What is seen and done inside a machine. What a driver lacks it refuses, as {@link Driver#supports} says. */
public interface InsideRole {

    /**
     * The collected text of the first serial port. The same machine gives the same session until the driver closes.
     *
     * @param vm the machine
     * @return the session; its text begins where this connection started the machine, else now
     */
    SerialSession serial(Ref vm);

    /**
     * How to see its screen.
     *
     * @param vm the machine
     * @return address and ticket
     */
    RemoteDisplay display(Ref vm);

    /**
     * What its screen shows.
     *
     * @param vm the machine
     * @return a PNG image
     */
    byte[] screenshot(Ref vm);

    /**
     * What it uses.
     *
     * @param vm the machine
     * @return figures
     */
    VMStats stats(Ref vm);

    /**
     * The guest's addresses.
     *
     * @param vm the machine
     * @param login the guest's own login, where one was given
     * @param source who is asked; empty for the best that answers
     * @return the addresses seen
     */
    List<GuestAddress> addresses(Ref vm, Optional<GuestLogin> login, Optional<GuestAddress.Source> source);

    /**
     * Starts a program in the guest.
     *
     * @param vm the machine
     * @param login the guest's own login, where one was given
     * @param command the program and its arguments
     * @return what to ask for its end with
     */
    String exec(Ref vm, Optional<GuestLogin> login, List<String> command);

    /**
     * Asks whether a program has ended.
     *
     * @param vm the machine
     * @param login the guest's own login, where one was given
     * @param process what {@link #exec} gave
     * @return how it ended; empty while it runs
     */
    Optional<ExecResult> ended(Ref vm, Optional<GuestLogin> login, String process);

    /**
     * Reads a file of the guest's.
     *
     * @param vm the machine
     * @param login the guest's own login, where one was given
     * @param path the guest's path
     * @return its content
     */
    byte[] readFile(Ref vm, Optional<GuestLogin> login, String path);

    /**
     * Writes a file of the guest's.
     *
     * @param vm the machine
     * @param login the guest's own login, where one was given
     * @param path the guest's path
     * @param content its content
     */
    void writeFile(Ref vm, Optional<GuestLogin> login, String path, byte[] content);
}
