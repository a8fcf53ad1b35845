package io.edgevirt.proxmox.driver;

import io.edgevirt.Failure;
import io.edgevirt.OperationFailedException;
import io.edgevirt.proxmox.http.Call;
import io.edgevirt.proxmox.http.Faults;
import io.edgevirt.proxmox.http.Pve;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/**
 * VMIDs for new machines. Proxmox VE tells the lowest that is free, the same to all who ask at once, and keeps it for
 * nobody. So no two machines of one connection are given the same, and who lost a race tries elsewhere. Thread-safe.
 */
final class Ids {

    private static final long LAST = 999_999_999;
    /** How many of the ids that were given out are remembered; far more than are made at a time. */
    private static final int HELD = 4096;

    private static final int WIDEST = 10;

    private final Pve pve;
    private final Set<Long> given = new LinkedHashSet<>();

    Ids(Pve pve) {
        this.pve = pve;
    }

    /**
     * An id that is free as far as is known. One request.
     *
     * @param refused how many were refused before as taken; the next is farther off the more there were
     */
    String next(int refused) {
        long lowest = pve.send(Call.get("/cluster/nextid"))
                .number()
                .orElseThrow(() -> new OperationFailedException(Failure.of("Proxmox VE told no free VMID")
                        .backend(Faults.BACKEND)
                        .hint("look at the range of VMIDs in the options of the data centre")));
        long away = refused == 0 ? 0 : ThreadLocalRandom.current().nextLong(1, 1L << Math.min(2 + refused, WIDEST));
        return Long.toString(reserve(Math.min(lowest + away, LAST)));
    }

    private synchronized long reserve(long from) {
        long id = from;
        while (given.contains(id) && id < LAST) {
            id++;
        }
        given.add(id);
        if (given.size() > HELD) {
            Iterator<Long> oldest = given.iterator();
            oldest.next();
            oldest.remove();
        }
        return id;
    }
}
