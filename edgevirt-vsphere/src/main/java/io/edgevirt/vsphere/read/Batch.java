package io.edgevirt.vsphere.read;

import java.util.List;
import java.util.Optional;

/**
 * One page of objects.
 *
 * @param objects what the page holds
 * @param token what to ask for the next page with; empty on the last
 */
public record Batch(List<Managed> objects, Optional<String> token) {

    /** How many there are. */
    @Override
    public String toString() {
        return objects.size() + " objects" + (token.isPresent() ? ", more to come" : "");
    }
}
