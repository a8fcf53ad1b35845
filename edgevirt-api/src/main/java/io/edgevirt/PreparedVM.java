package io.edgevirt;

import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;

/** A machine's verbs as operations: each does what the verb of the same name does once it is submitted. */
public interface PreparedVM {

    /**
     * See {@link VM#start()}.
     *
     * @return the operation
     */
    Operation<VM> start();

    /**
     * See {@link VM#shutdown(Duration)}.
     *
     * @param atMost how long the guest may take
     * @return the operation
     */
    Operation<VM> shutdown(Duration atMost);

    /**
     * See {@link VM#powerOff()}.
     *
     * @return the operation
     */
    Operation<VM> powerOff();

    /**
     * See {@link VM#reboot()}.
     *
     * @return the operation
     */
    Operation<VM> reboot();

    /**
     * See {@link VM#reboot(Duration)}.
     *
     * @param atMost how long the guest may take
     * @return the operation
     */
    Operation<VM> reboot(Duration atMost);

    /**
     * See {@link VM#reset()}.
     *
     * @return the operation
     */
    Operation<VM> reset();

    /**
     * See {@link VM#pause()}.
     *
     * @return the operation
     */
    Operation<VM> pause();

    /**
     * See {@link VM#resume()}.
     *
     * @return the operation
     */
    Operation<VM> resume();

    /**
     * See {@link VM#save()}.
     *
     * @return the operation
     */
    Operation<VM> save();

    /**
     * See {@link VM#delete()}.
     *
     * @return the operation; it results in the handle, of which nothing can be asked any more
     */
    Operation<VM> delete();

    /**
     * See {@link VM#delete(DeleteOptions)}.
     *
     * @param options what to keep
     * @return the operation; it results in the handle, of which nothing can be asked any more
     */
    Operation<VM> delete(DeleteOptions options);

    /**
     * See {@link VM#rename(String)}.
     *
     * @param name the new name
     * @return the operation
     */
    Operation<VM> rename(String name);

    /**
     * See {@link VM#attachIso(String)}.
     *
     * @param image the server's path, or {@code pool:volume}
     * @return the operation
     */
    Operation<VM> attachIso(String image);

    /**
     * See {@link VM#attachIso(Path)}.
     *
     * @param image a file of the JVM's machine
     * @return the operation
     */
    Operation<VM> attachIso(Path image);

    /**
     * See {@link VM#ejectIso()}.
     *
     * @return the operation
     */
    Operation<VM> ejectIso();

    /**
     * See {@link VM#addDisk(Size, Consumer)}.
     *
     * @param size its size
     * @param options sets pool, path, bus
     * @return the operation
     */
    Operation<Disk> addDisk(Size size, Consumer<DiskOptions> options);

    /**
     * See {@link VM#addNic(String, Consumer)}.
     *
     * @param network a switch's name, path or id, or a bridge's name
     * @param options sets VLAN, MAC address, MAC spoofing
     * @return the operation
     */
    Operation<Nic> addNic(String network, Consumer<NicOptions> options);
}
