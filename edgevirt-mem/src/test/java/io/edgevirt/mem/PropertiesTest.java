package io.edgevirt.mem;

import static io.edgevirt.Size.gib;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgevirt.DeleteOptions;
import io.edgevirt.EdgeVirt;
import io.edgevirt.EdgeVirtException;
import io.edgevirt.Hypervisor;
import io.edgevirt.InvalidSpecException;
import io.edgevirt.Outcome;
import io.edgevirt.Size;
import io.edgevirt.Snapshot;
import io.edgevirt.VM;
import io.edgevirt.VMInfo;
import io.edgevirt.VMState;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** What holds for any names and any sequence of operations. */
@Label("In memory, always:")
class PropertiesTest {

    private static final int KINDS = 14;

    @Property(tries = 300)
    @Label("a hostile name is read back as it was given, or refused before anything was made")
    void names(@ForAll("hostile") String name, @ForAll Preset preset) {
        try (Hypervisor hv = EdgeVirt.connect("mem:?bare=true&preset=" + preset.text())) {
            InMemory system = hv.unwrap(InMemory.class);
            try {
                VM vm = hv.vms().define(name).disk(gib(1)).create();
                assertEquals(name, hv.vms().byId(vm.id()).name());
                assertEquals(vm, hv.vms().get(name));
            } catch (InvalidSpecException e) {
                assertEquals(Outcome.NOT_DONE, e.outcome());
                assertEquals(List.of(), system.leftovers());
            }
        }
    }

    @Provide
    Arbitrary<String> hostile() {
        return Arbitraries.oneOf(
                Arbitraries.strings().ofMaxLength(30),
                Arbitraries.of(
                        "",
                        " ",
                        "a b",
                        "'; Remove-VM *",
                        "a’b",
                        "../../etc",
                        "a&b<c>",
                        "\u0000",
                        "a\nb",
                        "😀",
                        "\ud800",
                        "%2e",
                        "a".repeat(10_000),
                        "con:",
                        "-rf",
                        "a/b",
                        "a\\b",
                        "a:b",
                        "name: x"));
    }

    @Property(tries = 150)
    @Label("after any sequence of operations names and ids are unique, space is what disks take, snapshots are a tree")
    void model(@ForAll("actions") List<Integer> actions) {
        try (Hypervisor hv = EdgeVirt.connect("mem:?bare=true&hosts=2")) {
            InMemory system = hv.unwrap(InMemory.class);
            for (int action : actions) {
                VMState before = state(hv, action);
                try {
                    act(hv, action);
                } catch (EdgeVirtException e) {
                    assertEquals(Outcome.NOT_DONE, e.outcome(), e.getMessage());
                    assertEquals(before, state(hv, action), "a refusal changes nothing");
                }
                check(hv);
            }
            clear(hv);
            assertEquals(List.of(), system.leftovers());
            assertEquals(
                    Optional.of(Size.ZERO),
                    hv.storage().get("default").capacity().used());
        }
    }

    @Provide
    Arbitrary<List<Integer>> actions() {
        return Arbitraries.integers().between(0, 4_000).list().ofMaxSize(30);
    }

    private static String name(int action) {
        return "vm" + action / KINDS % 4;
    }

    private static VMState state(Hypervisor hv, int action) {
        return hv.vms().find(name(action)).map(VM::state).orElse(VMState.UNKNOWN);
    }

    private static void act(Hypervisor hv, int action) {
        String name = name(action);
        int detail = action / KINDS / 4;
        if (action % KINDS == 0) {
            hv.vms()
                    .define(name)
                    .memory(gib(1))
                    .disk(gib(2), d -> d.thin(detail % 2 == 0))
                    .create();
            return;
        }
        VM vm = hv.vms().get(name);
        switch (action % KINDS) {
            case 1 -> vm.start();
            case 2 -> vm.powerOff();
            case 3 -> vm.pause();
            case 4 -> vm.resume();
            case 5 -> vm.save();
            case 6 -> vm.delete();
            case 7 -> vm.cloneAs("vm" + detail % 4).linked(detail % 3 == 0).create();
            case 8 ->
                vm.snapshots().take("s" + detail % 5).memory(detail % 2 == 0).create();
            case 9 -> vm.snapshots().get("s" + detail % 5).revert();
            case 10 -> remove(vm.snapshots().get("s" + detail % 5), detail % 2 == 0);
            case 11 -> vm.addDisk(gib(1 + detail % 3), d -> d.thin(false));
            case 12 -> vm.disks().get(0).resize(gib(1 + detail % 6));
            default ->
                vm.migrate()
                        .to(hv.hosts().get("host" + (1 + detail % 2)))
                        .live(detail % 3 == 0)
                        .run();
        }
    }

    private static void remove(Snapshot snapshot, boolean tree) {
        if (tree) {
            snapshot.deleteTree();
        } else {
            snapshot.delete();
        }
    }

    private static void check(Hypervisor hv) {
        Set<String> names = new HashSet<>();
        Set<String> ids = new HashSet<>();
        Size taken = Size.ZERO;
        for (VM vm : hv.vms().list()) {
            assertTrue(names.add(vm.name()), "two machines '" + vm.name() + "'");
            assertTrue(ids.add(vm.id()), "two machines of one id");
            for (var disk : vm.config().disks()) {
                taken = taken.plus(
                        disk.thin().orElseThrow() ? Size.ZERO : disk.size().orElseThrow());
            }
            tree(vm);
        }
        assertEquals(Optional.of(taken), hv.storage().get("default").capacity().used());
    }

    private static void tree(VM vm) {
        Map<String, Optional<String>> parents = new HashMap<>();
        vm.snapshots().list().forEach(s -> parents.put(s.id(), s.info().parent()));
        for (String start : parents.keySet()) {
            int steps = 0;
            for (Optional<String> at = Optional.of(start); at.isPresent(); at = parents.get(at.get())) {
                assertTrue(parents.containsKey(at.get()), "a parent is there");
                assertTrue(steps++ <= parents.size(), "no circles");
            }
        }
    }

    /** Clones before their originals: as long as one more goes. */
    private static void clear(Hypervisor hv) {
        int before = Integer.MAX_VALUE;
        while (!hv.vms().list().isEmpty() && hv.vms().list().size() < before) {
            before = hv.vms().list().size();
            for (VM vm : hv.vms().list()) {
                vm.powerOff();
                try {
                    vm.delete(DeleteOptions.withDisks());
                } catch (EdgeVirtException e) {
                    assertTrue(e.getMessage().contains("linked clone"), e.getMessage());
                }
            }
        }
    }

    @Property(tries = 60)
    @Label("a create whose replies are lost and whose requests fail at any place leaves all or nothing")
    void faults(@ForAll @IntRange(max = 8) int lostAfter, @ForAll @IntRange(max = 8) int failAfter) {
        try (Hypervisor hv = EdgeVirt.connect("mem:?bare=true")) {
            InMemory system = hv.unwrap(InMemory.class);
            system.faults().dropReply("*.create").afterCalls(lostAfter);
            system.faults().fail("*.create").afterCalls(failAfter);
            try {
                hv.vms().define("a").disk(gib(1)).disk(gib(1)).disk(gib(1)).create();
                assertEquals(List.of("machine a"), system.leftovers());
            } catch (EdgeVirtException e) {
                assertEquals(List.of(), system.leftovers(), e.getMessage());
            }
        }
    }

    @Property(tries = 30)
    @Label("two runs of the same operations end alike")
    void deterministic(@ForAll("actions") List<Integer> actions) {
        assertEquals(run(actions), run(actions));
    }

    private static List<String> run(List<Integer> actions) {
        try (Hypervisor hv = EdgeVirt.connect("mem:?bare=true&hosts=2")) {
            for (int action : actions) {
                try {
                    act(hv, action);
                } catch (EdgeVirtException e) {
                    assertEquals(Outcome.NOT_DONE, e.outcome());
                }
            }
            return hv.vms().list().stream()
                    .map(VM::info)
                    .map(PropertiesTest::shown)
                    .toList();
        }
    }

    private static String shown(VMInfo info) {
        return info.name() + " " + info.state() + " " + info.host();
    }
}
