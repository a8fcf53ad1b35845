package io.edgevirt.http;

import okhttp3.Call;
import org.jspecify.annotations.Nullable;

/** Ends a transfer under way by another thread; the transfer then fails with an error. Thread-safe. */
public final class Abort {

    private volatile @Nullable Call call;
    private volatile boolean aborted;

    /** Makes one for a transfer that is to begin. */
    public Abort() {}

    /** Ends the transfer. */
    public void now() {
        aborted = true;
        Call under = call;
        if (under != null) {
            under.cancel();
        }
    }

    void watch(Call under) {
        call = under;
        if (aborted) {
            under.cancel();
        }
    }
}
