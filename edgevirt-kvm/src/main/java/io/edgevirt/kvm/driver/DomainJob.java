package io.edgevirt.kvm.driver;

import io.edgevirt.kvm.libvirt.JobStats;
import io.edgevirt.kvm.libvirt.LibvirtConnection;
import io.edgevirt.kvm.libvirt.LibvirtError;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/** The job that a blocking call runs on a domain: how far it is, and its end ahead of time. */
record DomainJob(Reads reads, UUID uuid) {

    /** The connection as it is now: it may have been made anew since the work was planned. */
    private LibvirtConnection lib() {
        return reads.lib();
    }

    /** How much of its data is processed; empty where there is no job yet, any more, or without figures. */
    Optional<Double> fraction() {
        try {
            JobStats job = lib().jobs().stats(uuid, 0);
            OptionalLong total = job.values().number("data_total");
            OptionalLong done = job.values().number("data_processed");
            return total.isPresent() && done.isPresent() && total.getAsLong() > 0
                    ? Optional.of(Math.min(1.0, (double) done.getAsLong() / total.getAsLong()))
                    : Optional.empty();
        } catch (LibvirtError e) {
            return Optional.empty();
        }
    }

    /** Whether one is under way; a domain that is off, or a driver without jobs, has none that could be seen. */
    boolean runs() {
        try {
            int type = lib().jobs().stats(uuid, 0).type();
            return type == JobStats.BOUNDED || type == JobStats.UNBOUNDED;
        } catch (LibvirtError e) {
            if (e.connectionLost()) {
                throw e;
            }
            return false;
        }
    }

    /** Ends it; a job that ended by itself meanwhile does not matter. */
    void abort() {
        try {
            lib().jobs().abort(uuid);
        } catch (LibvirtError e) {
            if (!e.is(LibvirtError.OPERATION_INVALID, LibvirtError.NO_DOMAIN, LibvirtError.NO_SUPPORT)) {
                throw e;
            }
        }
    }
}
