package io.edgevirt.vsphere.driver;

import com.vmware.vim25.ManagedObjectReference;
import io.edgevirt.vsphere.read.Element;
import io.edgevirt.vsphere.read.Managed;
import io.edgevirt.vsphere.read.Reference;
import io.edgevirt.vsphere.read.Selection;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The tasks of the last minutes, in which a change whose reply was lost finds its own: a request carries the change's
 * token, and its task bears it as {@code activationId} (vSphere API 6.0 and later). Each look is two requests.
 */
final class RecentTasks {

    private static final String INFO = "info";

    private final Site site;

    RecentTasks(Site site) {
        this.site = site;
    }

    /** What is known of the tasks on an object. */
    record Seen(List<Element> infos) {

        /** The task that a request with this token became. */
        Optional<Element> own(String token) {
            return infos.stream()
                    .filter(i -> i.text("activationId").filter(token::equals).isPresent())
                    .findFirst();
        }

        /** Whether a task of that kind is under way, such as {@code VirtualMachine.createSnapshot}. */
        boolean busy(String descriptionId, String entity) {
            return infos.stream()
                    .filter(i -> i.at("descriptionId").text().equals(descriptionId))
                    .filter(i -> i.at("entity").text().equals(entity))
                    .anyMatch(Seen::open);
        }

        private static boolean open(Element info) {
            String state = info.at("state").text();
            return state.equals("running") || state.equals("queued");
        }
    }

    /** Looks at the tasks of an object, and at the server's latest. */
    Seen of(Reference object) {
        ManagedObjectReference manager = site.vim().content().getTaskManager();
        List<Reference> places = new ArrayList<>(List.of(object));
        if (manager != null) {
            places.add(new Reference(manager.getType(), manager.getVal()));
        }
        Set<Reference> tasks = new LinkedHashSet<>();
        List<Managed> found = site.inventory()
                .many(places, Selection.of(object.type(), "recentTask"), Selection.of("TaskManager", "recentTask"));
        found.forEach(place -> tasks.addAll(place.at("recentTask").references()));
        return new Seen(site.inventory().many(tasks, Selection.of("Task", INFO)).stream()
                .map(task -> task.at(INFO))
                .filter(Element::present)
                .toList());
    }
}
