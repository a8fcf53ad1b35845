package io.edgevirt.proxmox.faults;

import static io.edgevirt.Size.gib;
import static io.edgevirt.Size.mib;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.edgevirt.Hypervisor;
import io.edgevirt.VM;
import io.edgevirt.proxmox.fake.Release;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** How many requests each verb sends, polls of tasks and their logs aside, which are as many as a task is long. */
@DisplayName("As many requests as needed and no more:")
class RequestsTest {

    private static final Map<String, Integer> REQUESTS = Map.ofEntries(
            Map.entry("list", 1),
            Map.entry("get", 1),
            Map.entry("create", 4),
            Map.entry("clone", 5),
            Map.entry("linked", 5),
            Map.entry("start", 4),
            Map.entry("shutdown", 4),
            Map.entry("snapshot", 6),
            Map.entry("migrate", 10),
            Map.entry("delete", 3),
            Map.entry("reconfigure", 4),
            Map.entry("addDisk", 5),
            Map.entry("addNic", 5),
            Map.entry("attachIso", 5));

    private static Arguments verb(String name, BiConsumer<Hypervisor, VM> run) {
        return Arguments.of(name, run);
    }

    static Stream<Arguments> verbs() {
        return Stream.of(
                verb("list", (hv, vm) -> hv.vms().list()),
                verb("get", (hv, vm) -> hv.vms().get("moved")),
                verb(
                        "create",
                        (hv, vm) -> hv.vms()
                                .define("made")
                                .cpus(1)
                                .memory(mib(64))
                                .disk(gib(1))
                                .host(Bed.NODE)
                                .create()),
                verb("clone", (hv, vm) -> vm.cloneAs("made").create()),
                verb("linked", (hv, vm) -> vm.cloneAs("made").linked(true).create()),
                verb("start", (hv, vm) -> vm.start()),
                verb("shutdown", (hv, vm) -> vm.shutdown(Duration.ofSeconds(30))),
                verb("snapshot", (hv, vm) -> vm.snapshots().take("before").create()),
                verb(
                        "migrate",
                        (hv, vm) -> vm.migrate().to(hv.hosts().get(Bed.OTHER)).run()),
                verb("delete", (hv, vm) -> vm.delete()),
                verb(
                        "reconfigure",
                        (hv, vm) -> vm.reconfigure().description("changed").apply()),
                verb("addDisk", (hv, vm) -> vm.addDisk(gib(2))),
                verb("addNic", (hv, vm) -> vm.addNic("vmbr0")),
                verb("attachIso", (hv, vm) -> vm.attachIso("local:iso/contract.iso")));
    }

    private static VM subject(String name, Hypervisor hv) {
        return switch (name) {
            case "clone", "linked" -> hv.vms().get("template");
            case "migrate", "shutdown" -> hv.vms().get("moved");
            default -> hv.vms().get("stranger");
        };
    }

    private static boolean poll(String request) {
        return request.equals("GET /cluster/tasks") || request.startsWith("GET /nodes/{node}/tasks/{upid}/");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("verbs")
    void counted(String name, BiConsumer<Hypervisor, VM> run) {
        try (Bed bed = new Bed(Release.PVE_9_1);
                Hypervisor hv = bed.connect()) {
            VM vm = subject(name, hv);
            bed.fake.gate().restart();
            run.accept(hv, vm);
            List<String> sent =
                    bed.fake.requests().stream().filter(r -> !poll(r)).toList();
            assertEquals(REQUESTS.get(name), sent.size(), sent::toString);
        }
    }
}
