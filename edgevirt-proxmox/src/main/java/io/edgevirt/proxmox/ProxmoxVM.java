package io.edgevirt.proxmox;

import io.edgevirt.Operation;
import io.edgevirt.VM;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** What Proxmox VE alone can do with a machine: {@code vm.unwrap(ProxmoxVM.class)}. */
public interface ProxmoxVM {

    /**
     * Writes the machine's memory to a storage of one's choice and stops it; {@link VM#start()} restores it. {@link VM#save()}
     * leaves the choice to Proxmox VE.
     *
     * @param storage the storage's name, one for disk images
     * @return the operation; its check fails where the machine does not run, or HA manages it
     */
    Operation<VM> hibernate(String storage);

    /**
     * Brings the guest's file systems to rest until {@link #thaw()}: what writes in the guest waits meanwhile.
     *
     * @return the operation, which gives how many file systems were brought to rest; its check fails where the agent does not
     *     answer
     */
    Operation<Integer> freeze();

    /**
     * Lets the guest's file systems go on.
     *
     * @return the operation, which gives how many file systems go on
     */
    Operation<Integer> thaw();

    /**
     * Whether the guest's file systems are at rest. Asks the agent.
     *
     * @return true after {@link #freeze()}
     * @throws io.edgevirt.InvalidStateException if the agent does not answer
     */
    boolean frozen();

    /**
     * Lets the guest tell its disks which blocks it does not use any more, which then take no room on thin storages.
     *
     * @return the operation
     */
    Operation<VM> fstrim();

    /**
     * What the guest says it is. Asks the agent.
     *
     * @return the agent's words by their names, such as {@code pretty-name}, {@code version-id}, {@code kernel-release}
     * @throws io.edgevirt.InvalidStateException if the agent does not answer
     */
    Map<String, String> guestOs();

    /**
     * The page with the machine's screen, for a browser that is logged in. Asks for the machine's node.
     *
     * @return the page's address
     */
    URI noVnc();

    /**
     * A ticket for the machine's screen. Asks the server, which makes a new one each time.
     *
     * @return the ticket, good for ten seconds
     * @throws io.edgevirt.InvalidStateException if the machine does not run
     */
    VncTicket vnc();

    /**
     * What a SPICE client needs, as remote-viewer reads it. Asks the server.
     *
     * @return the words of the section {@code [virt-viewer]} by their names, the password among them: not to be logged
     * @throws io.edgevirt.UnsupportedFeatureException if its display is not {@code qxl}
     */
    Map<String, String> spice();

    /**
     * Presses keys together in the machine. Never repeated after a lost reply.
     *
     * @param keys QEMU's names with {@code -} between, such as {@code ctrl-alt-delete}
     * @return the operation; its check fails where the machine does not run
     */
    Operation<VM> sendKey(String keys);

    /**
     * Figures of the past, averaged. Asks the server.
     *
     * @param timeframe how far back
     * @return the figures, oldest first; what was not measured is empty
     */
    List<VMMetrics> metrics(Timeframe timeframe);

    /**
     * What holds the machine's configuration, such as {@code backup}, {@code clone} or {@code suspended}. Asks the server.
     *
     * @return the lock; empty where there is none
     */
    Optional<String> lock();

    /**
     * Its configuration in Proxmox VE's own words.
     *
     * @return the section; it asks the server when it is used
     */
    ProxmoxConfiguration configuration();

    /**
     * Templates and disks that are copies of images.
     *
     * @return the section; it asks the server when it is used
     */
    ProxmoxImaging imaging();

    /**
     * Backs it up, whole: what {@link Proxmox#backup} does.
     *
     * @param storage the name of a storage for backups that its node can use
     * @param settings how; given settings that hold the defaults
     * @return the operation, which gives the backup
     */
    Operation<ProxmoxBackup> backup(String storage, Consumer<BackupSettings> settings);

    /** How far back figures go. */
    enum Timeframe {
        /** An hour, a figure per minute. */
        HOUR,
        /** A day, a figure per half an hour; per minute from 9 on. */
        DAY,
        /** A week, a figure per three hours; per half an hour from 9 on. */
        WEEK,
        /** A month, a figure per half a day; per half an hour from 9 on. */
        MONTH,
        /** A year, a figure per week; per six hours from 9 on. */
        YEAR
    }
}
