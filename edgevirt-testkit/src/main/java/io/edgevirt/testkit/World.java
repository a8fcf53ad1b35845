package io.edgevirt.testkit;

import io.edgevirt.Hypervisor;
import io.edgevirt.Snapshot;
import io.edgevirt.UnsupportedFeatureException;
import io.edgevirt.VM;
import io.edgevirt.VMInfo;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * All that tests made, as it is at one moment; two are equal where nothing changed.
 *
 * @param things what it is to how it is
 */
record World(SortedMap<String, String> things) {

    static World of(Hypervisor hypervisor, String prefix, Props props) {
        SortedMap<String, String> things = new TreeMap<>();
        hypervisor.vms().list().stream()
                .filter(vm -> vm.name().startsWith(prefix))
                .forEach(vm -> describe(vm, things));
        listed(() -> hypervisor.switches().list().stream()
                        .map(sw -> sw.info().toString())
                        .filter(text -> text.contains(prefix)))
                .forEach(text -> things.put("switch " + text, ""));
        props.pool()
                .ifPresent(pool -> listed(() -> hypervisor.storage().get(pool).volumes().list().stream()
                                .filter(volume -> volume.name().contains(prefix))
                                .map(volume -> volume.id() + " " + volume.info().size()))
                        .forEach(text -> things.put("volume " + text, "")));
        return new World(things);
    }

    private static void describe(VM vm, SortedMap<String, String> things) {
        VMInfo i = vm.info();
        things.put(
                "machine " + vm.id(),
                String.join(
                        " ",
                        i.name(),
                        i.state().name(),
                        i.host().toString(),
                        i.path().toString(),
                        vm.config().toString(),
                        vm.config().description().toString(),
                        vm.config().tags().toString(),
                        vm.config().autostart().toString(),
                        snapshots(vm).toString()));
    }

    private static List<String> snapshots(VM vm) {
        return listed(() -> vm.snapshots().list().stream().map(Snapshot::id).sorted());
    }

    private static List<String> listed(Supplier<Stream<String>> listing) {
        try {
            return listing.get().toList();
        } catch (UnsupportedFeatureException e) {
            return List.of();
        }
    }
}
