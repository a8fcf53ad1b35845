package io.edgevirt.kvm.libvirt;

/** Watches an upload or download. */
@FunctionalInterface
public interface Transfer {

    /** Watches nothing and lets it run. */
    Transfer UNWATCHED = bytes -> true;

    /**
     * Told after each piece, on the thread that transfers.
     *
     * @param bytes how many bytes have been transferred so far
     * @return false to end it; the call then throws {@link java.util.concurrent.CancellationException}
     */
    boolean goOn(long bytes);
}
