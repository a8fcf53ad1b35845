package io.edgevirt.mem;

import io.edgevirt.EdgeVirtException;
import java.util.Optional;

/**
 * What a fault does to work that was taken up.
 *
 * @param stalls whether it never ends
 * @param brokenOff the error with which it ends half way
 */
record Hitch(boolean stalls, Optional<EdgeVirtException> brokenOff) {

    static final Hitch NONE = new Hitch(false, Optional.empty());

    static Hitch of(Fault fault, Op op) {
        return switch (fault.kind()) {
            case STALL -> new Hitch(true, Optional.empty());
            case BREAK_OFF -> new Hitch(false, Optional.of(Problems.ours(fault.error(), op.request())));
            default -> NONE;
        };
    }
}
