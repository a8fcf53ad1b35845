package io.edgevirt.vsphere.driver;

import io.edgevirt.vsphere.read.Element;
import io.edgevirt.vsphere.read.Reference;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** Finds a snapshot by its description, in which a copy's token stands. */
final class SnapshotSearch {

    private final Site site;
    private final Reference vm;

    SnapshotSearch(Site site, Reference vm) {
        this.site = site;
        this.vm = vm;
    }

    /** The id of the snapshot that is described so. */
    Optional<String> described(String text) {
        Deque<Element> left = new ArrayDeque<>(
                site.inventory().one(vm, "snapshot").at("snapshot").all("rootSnapshotList"));
        while (!left.isEmpty()) {
            Element at = left.pop();
            if (at.at("description").text().equals(text)) {
                return at.text("snapshot");
            }
            at.all("childSnapshotList").forEach(left::push);
        }
        return Optional.empty();
    }
}
