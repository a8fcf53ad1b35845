package io.edgevirt.vsphere.read;

import java.util.List;

/**
 * What one long poll brought.
 *
 * @param version what to wait on from; empty where nothing changed in time
 * @param truncated whether there is more of the same version to fetch at once
 * @param changes what changed
 * @param missing objects that are not there any more, as the filter's making found
 */
public record UpdateSet(String version, boolean truncated, List<ObjectChange> changes, List<Reference> missing) {

    /** Version and how much changed. */
    @Override
    public String toString() {
        return "version " + version + ": " + changes.size() + " changes" + (truncated ? ", more to come" : "");
    }
}
