package io.edgevirt.vsphere.soap;

import io.edgevirt.ConnectionException;
import io.edgevirt.EdgeVirtException;
import io.edgevirt.NotFoundException;
import io.edgevirt.vsphere.read.MachineEvents;
import io.edgevirt.vsphere.read.PropertyReader;
import io.edgevirt.vsphere.read.Reference;
import io.edgevirt.vsphere.read.TaskReader;
import io.edgevirt.vsphere.read.UpdateReader;
import io.edgevirt.vsphere.read.UpdateSet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * What the server keeps for a long poll: a property collector of our own, a list of tasks, and, where machines are
 * watched, a view of all machines. It dies with the session.
 */
final class Watching {

    /** Below the time that proxies and firewalls let a connection be silent. */
    private static final Duration LONGEST_POLL = Duration.ofSeconds(30);

    private static final Duration SHORTEST_POLL = Duration.ofSeconds(1);

    private final Channel channel;
    private final Roots roots;
    private final Duration readTimeout;
    private final Reference collector;
    private final List<Reference> views = new ArrayList<>();
    private final Duration longPoll;
    private final boolean machines;
    private volatile String version = "";

    private Watching(Channel channel, Roots roots, Duration readTimeout, boolean machines) {
        this.channel = channel;
        this.roots = roots;
        this.readTimeout = readTimeout;
        this.machines = machines;
        longPoll = longPoll(readTimeout);
        collector = create(
                "CreatePropertyCollector", PropertyRequests.bare("CreatePropertyCollector", roots.propertyCollector()));
    }

    /** Who wants to learn soon that a server is silent does not let it be silent for long. */
    static Duration longPoll(Duration readTimeout) {
        Duration atMost = readTimeout.compareTo(LONGEST_POLL) < 0 ? readTimeout : LONGEST_POLL;
        return atMost.compareTo(SHORTEST_POLL) < 0 ? SHORTEST_POLL : atMost;
    }

    /** Makes it at the server. What was made is removed again if not all can be. */
    static Watching open(Channel channel, Roots roots, Duration readTimeout, boolean machines) {
        Watching watching = new Watching(channel, roots, readTimeout, machines);
        try {
            watching.begin();
            return watching;
        } catch (RuntimeException | Error e) {
            watching.destroy();
            throw e;
        }
    }

    private void begin() {
        Reference list = create("CreateListView", UpdateRequests.createList(roots.viewManager()));
        views.add(list);
        create("CreateFilter", UpdateRequests.watch(collector, list, TaskReader.WATCHED));
        if (machines) {
            Reference view = create(
                    "CreateContainerView",
                    PropertyRequests.createView(roots.viewManager(), roots.rootFolder(), Set.of("VirtualMachine")));
            views.add(view);
            create("CreateFilter", UpdateRequests.watch(collector, view, MachineEvents.WATCHED));
        }
    }

    private Reference create(String method, String body) {
        return channel.post(method, body, readTimeout, PropertyReader::reference);
    }

    /**
     * Puts tasks on the list and takes others off.
     *
     * @return those to be put that the server does not know any more
     */
    List<String> list(Collection<String> add, Collection<String> remove) {
        try {
            return modify(add, remove);
        } catch (NotFoundException e) {
            if (add.isEmpty()) {
                throw e;
            }
            return oneByOne(add);
        }
    }

    private List<String> modify(Collection<String> add, Collection<String> remove) {
        String body = UpdateRequests.modifyList(views.get(0), add, remove);
        return channel.post("ModifyListView", body, readTimeout, PropertyReader::references).stream()
                .map(Reference::id)
                .filter(add::contains)
                .toList();
    }

    /** Where a server refuses all for the sake of one. If the list itself is gone, that shows here. */
    private List<String> oneByOne(Collection<String> add) {
        modify(List.of(), List.of());
        List<String> gone = new ArrayList<>();
        for (String task : add) {
            try {
                gone.addAll(modify(List.of(task), List.of()));
            } catch (NotFoundException e) {
                gone.add(task);
            }
        }
        return gone;
    }

    /**
     * Waits for changes; the first time, what there is. So it is after a lost reply where only tasks are waited for: how
     * they are says all, and nobody has to trust that the server tells again what it has told once.
     */
    UpdateSet await() {
        UpdateSet set;
        try {
            set = channel.post(
                    "WaitForUpdatesEx",
                    UpdateRequests.await(collector, version, longPoll),
                    longPoll.plus(readTimeout),
                    UpdateReader::updates);
        } catch (ConnectionException e) {
            version = machines ? version : "";
            throw e;
        }
        if (!set.version().isEmpty()) {
            version = set.version();
        }
        return set;
    }

    /** Removes it from the server, which ends a wait under way. What cannot be told any more dies with the session. */
    void destroy() {
        tell("DestroyPropertyCollector", collector);
        views.forEach(view -> tell("DestroyView", view));
    }

    private void tell(String method, Reference object) {
        try {
            channel.post(method, PropertyRequests.bare(method, object), readTimeout, PropertyReader::nothing);
        } catch (EdgeVirtException e) {
            return; // it dies with the session
        }
    }
}
