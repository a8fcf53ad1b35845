package io.edgevirt.vsphere.soap;

import io.edgevirt.vsphere.read.Reference;
import io.edgevirt.vsphere.read.Selection;
import io.edgevirt.vsphere.read.Way;
import java.time.Duration;
import java.util.Collection;
import java.util.List;

/** The requests of the long poll, their elements in the order of the vim25 schema. */
final class UpdateRequests {

    private UpdateRequests() {}

    /** A list that objects are put on and taken off. */
    static String createList(Reference viewManager) {
        return PropertyRequests.bare("CreateListView", viewManager);
    }

    /** Puts tasks on a list and takes others off. */
    static String modifyList(Reference list, Collection<String> add, Collection<String> remove) {
        return RequestText.of("ModifyListView", list, r -> {
            add.forEach(task -> r.reference("add", new Reference("Task", task)));
            remove.forEach(task -> r.reference("remove", new Reference("Task", task)));
        });
    }

    /** Watches some properties of all objects of a view. */
    static String watch(Reference collector, Reference view, Selection wanted) {
        Way all = new Way("view", view.type(), "view");
        return RequestText.of(
                "CreateFilter",
                collector,
                r -> r.in("spec", s -> PropertyRequests.viewFilter(s, view, all, List.of(wanted)))
                        .text("partialUpdates", "false"));
    }

    /** Waits until something changes; without a version, asks for what there is. */
    static String await(Reference collector, String version, Duration atMost) {
        return RequestText.of("WaitForUpdatesEx", collector, r -> {
            r.text("version", version);
            r.in("options", o -> o.text("maxWaitSeconds", Long.toString(atMost.toSeconds())));
        });
    }
}
