package io.edgevirt.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgevirt.EdgeVirtException;
import io.edgevirt.Feature;
import io.edgevirt.InvalidSpecException;
import io.edgevirt.Operation;
import io.edgevirt.Outcome;
import io.edgevirt.Snapshot;
import io.edgevirt.StoragePool;
import io.edgevirt.Switch;
import io.edgevirt.VM;
import io.edgevirt.Volume;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Texts that look like something else: each reads back equal, or is refused before anything changed. */
abstract class HostileContract {

    /** Carries it out; empty where the text was refused with the field named and nothing changed. */
    private static <T> Optional<T> accepted(Bench bench, String field, Operation<T> operation) {
        World before = bench.world();
        try {
            return Optional.of(operation.run());
        } catch (InvalidSpecException e) {
            assertTrue(
                    e.violations().stream().anyMatch(v -> v.field().contains(field)),
                    () -> "no violation names " + field + ": " + e.violations());
            assertEquals(Outcome.NOT_DONE, e.outcome());
            assertEquals(before, bench.world());
            return Optional.empty();
        }
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(Hostile.class)
    @DisplayName("as a machine's name")
    void names(Hostile hostile, Bench bench) {
        String name = bench.name() + hostile.text();
        Optional<VM> made = accepted(bench, "name", bench.machine(bench.hv(), name));

        made.ifPresent(vm -> {
            assertEquals(name, vm.name());
            assertEquals(name, bench.hv().vms().byId(vm.id()).name());
            assertEquals(
                    1,
                    bench.hv().vms().list().stream()
                            .filter(v -> v.name().equals(name))
                            .count());
            assertEquals(vm, bench.hv().vms().get(name));
            vm.delete();
            assertEquals(
                    0,
                    bench.hv().vms().list().stream()
                            .filter(v -> v.name().equals(name))
                            .count());
        });
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(Hostile.class)
    @DisplayName("as a machine's new name")
    void newNames(Hostile hostile, Bench bench) {
        bench.needs(Feature.RENAME);
        String name = bench.name() + hostile.text();
        VM vm = bench.off();

        accepted(bench, "name", vm.prepare().rename(name))
                .ifPresent(renamed ->
                        assertEquals(name, bench.hv().vms().byId(vm.id()).name()));
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(Hostile.class)
    @DisplayName("as a description")
    void descriptions(Hostile hostile, Bench bench) {
        bench.needs(Feature.DESCRIPTION);
        accepted(bench, "description", bench.machine().description(hostile.text()))
                .ifPresent(vm ->
                        assertEquals(hostile.text(), vm.config().description().orElse("")));
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(Hostile.class)
    @DisplayName("as a tag's value")
    void tags(Hostile hostile, Bench bench) {
        bench.needs(Feature.TAGS);
        accepted(bench, "tag", bench.machine().tag("kind", hostile.text()))
                .ifPresent(vm -> assertEquals(hostile.text(), vm.config().tags().get("kind")));
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(Hostile.class)
    @DisplayName("as a snapshot's name and description")
    void snapshots(Hostile hostile, Bench bench) {
        bench.needs(Feature.SNAPSHOTS);
        VM vm = bench.off();
        String name = "s" + hostile.text();
        accepted(bench, "name", vm.snapshots().take(name)).ifPresent(taken -> {
            Snapshot snapshot = vm.snapshots().byId(taken.id());
            assertEquals(name, snapshot.name());
            snapshot.revert();
            snapshot.delete();
        });
        accepted(bench, "description", vm.snapshots().take("described").description(hostile.text()))
                .ifPresent(taken -> assertEquals(
                        hostile.text(),
                        vm.snapshots().get("described").info().description().orElse("")));
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(Hostile.class)
    @DisplayName("as a clone's name")
    void clones(Hostile hostile, Bench bench) {
        bench.needs(Feature.CLONE);
        String name = bench.name() + hostile.text();
        accepted(bench, "name", bench.off().cloneAs(name))
                .ifPresent(copy ->
                        assertEquals(name, bench.hv().vms().byId(copy.id()).name()));
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(Hostile.class)
    @DisplayName("as a switch's name")
    void switches(Hostile hostile, Bench bench) {
        bench.needs(Feature.SWITCHES);
        String name = bench.name() + hostile.text();
        accepted(bench, "name", bench.hv().switches().define(name).isolated()).ifPresent(made -> {
            Switch sw = bench.hv().switches().byId(made.id());
            assertEquals(name, sw.name());
            sw.delete();
        });
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(Hostile.class)
    @DisplayName("as a volume's name")
    void volumes(Hostile hostile, Bench bench) {
        bench.needs(Feature.VOLUMES);
        StoragePool pool = bench.hv().storage().get(bench.given(bench.props().pool(), "storage pool"));
        String name = bench.name() + hostile.text();
        accepted(bench, "name", pool.volumes().define(name).size(bench.server().diskSize()))
                .ifPresent(made -> {
                    Volume volume = pool.volumes().byId(made.id());
                    assertEquals(name, volume.name());
                    volume.delete();
                });
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(Hostile.class)
    @DisplayName("as the path of an ISO image: there is none, and nothing changes")
    void isos(Hostile hostile, Bench bench) {
        bench.needs(Feature.ISO);
        VM vm = bench.off();
        World before = bench.world();
        try {
            vm.attachIso(bench.prefix() + hostile.text());
        } catch (EdgeVirtException e) {
            assertEquals(Outcome.NOT_DONE, e.outcome(), e::toString);
            assertEquals(before, bench.world());
            return;
        }
        assertEquals(1, vm.config().isos().size(), "it was attached, but is not there");
    }
}
