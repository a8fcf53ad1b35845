package io.edgevirt.testkit;

import static io.edgevirt.Size.mib;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgevirt.Feature;
import io.edgevirt.Firmware;
import io.edgevirt.MemoryRange;
import io.edgevirt.PciAddress;
import io.edgevirt.VM;
import io.edgevirt.VMConfig;
import io.edgevirt.VMDefinition;
import io.edgevirt.VMState;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Proofs of what a definition can ask for: it is created, and reads back as it was asked for. */
final class DefinitionProofs {

    private static final String USER_DATA = "#cloud-config\npassword: not-to-be-printed\n";

    private DefinitionProofs() {}

    static void into(Map<Feature, Consumer<Trial>> proofs) {
        proofs.put(Feature.CREATE, defined(d -> d, (trial, vm) -> assertEquals(VMState.OFF, vm.state())));
        proofs.put(Feature.NATIVE_DEFINITION, DefinitionProofs::nativeText);
        proofs.put(
                Feature.DYNAMIC_MEMORY,
                reads(
                        d -> d.dynamicMemory(mib(64), mib(512)),
                        VMConfig::dynamicMemory,
                        new MemoryRange(mib(64), mib(512))));
        proofs.put(Feature.UEFI, reads(d -> d.firmware(Firmware.UEFI), VMConfig::firmware, Firmware.UEFI));
        proofs.put(
                Feature.SECURE_BOOT,
                reads(d -> d.firmware(Firmware.UEFI).secureBoot(true), VMConfig::secureBoot, true));
        proofs.put(Feature.TPM, reads(d -> d.firmware(Firmware.UEFI).tpm(true), VMConfig::tpm, true));
        proofs.put(Feature.DIRECT_KERNEL_BOOT, DefinitionProofs::kernel);
        proofs.put(Feature.CLOUD_INIT, DefinitionProofs::cloudInit);
        proofs.put(Feature.AUTOSTART, reads(d -> d.autostart(true), VMConfig::autostart, true));
        proofs.put(Feature.DESCRIPTION, reads(d -> d.description("a test"), VMConfig::description, "a test"));
        proofs.put(
                Feature.TAGS,
                defined(
                        d -> d.tag("kind", "test"),
                        (trial, vm) -> assertEquals(
                                Optional.of("test"),
                                Optional.ofNullable(vm.config().tags().get("kind")))));
        proofs.put(Feature.GUEST_OS, DefinitionProofs::guestOs);
        proofs.put(Feature.RESOURCE_POOLS, trial -> {
            String pool = trial.given(trial.bench().props().resourcePool(), "none", "resource pool");
            trial.run(trial.bench().machine().resourcePool(pool));
        });
        proofs.put(Feature.FOLDERS, DefinitionProofs::folder);
        proofs.put(Feature.RESERVATIONS, defined(d -> d.reserve(1, mib(64)), (trial, vm) -> {}));
        proofs.put(Feature.CPU_PINNING, defined(d -> d.pinCpus("0"), (trial, vm) -> {}));
        proofs.put(Feature.HUGEPAGES, defined(d -> d.hugepages(true), (trial, vm) -> {}));
        proofs.put(Feature.GPU_PASSTHROUGH, DefinitionProofs::passthrough);
        proofs.put(Feature.VGPU, trial -> {
            String profile = trial.given(trial.bench().props().vgpu(), "none", "profile of a virtual GPU");
            trial.run(trial.bench().machine().vgpu(profile));
        });
        proofs.put(
                Feature.NESTED_VIRTUALIZATION,
                reads(d -> d.nestedVirtualization(true), VMConfig::nestedVirtualization, true));
    }

    private static <T> Consumer<Trial> reads(
            UnaryOperator<VMDefinition> wish, java.util.function.Function<VMConfig, Optional<T>> field, T value) {
        return defined(wish, (trial, vm) -> assertEquals(Optional.of(value), field.apply(vm.config())));
    }

    private static Consumer<Trial> defined(UnaryOperator<VMDefinition> wish, BiConsumer<Trial, VM> seen) {
        return trial -> seen.accept(trial, trial.run(wish.apply(trial.bench().machine())));
    }

    private static void nativeText(Trial trial) {
        String name = trial.bench().name();
        String text = trial.given(trial.bench().server().nativeText(name), "name: " + name, "native text");
        VM vm = trial.run(trial.bench().hv().vms().prepareNative(text));
        assertEquals(name, vm.name());
        assertEquals(VMState.OFF, vm.state());
    }

    private static void kernel(Trial trial) {
        Props.Kernel none = new Props.Kernel("/none/vmlinuz", "/none/initrd", "quiet");
        Props.Kernel kernel = trial.given(trial.bench().props().kernel(), none, "kernel");
        trial.run(trial.bench().machine().bootKernel(kernel.kernel(), kernel.initrd(), kernel.commandLine()));
    }

    private static void cloudInit(Trial trial) {
        VMDefinition definition = trial.bench().machine().cloudInit(USER_DATA);
        if (!trial.missing()) {
            String plan = definition.explain().toString() + definition.explain().steps();
            assertFalse(plan.contains("not-to-be-printed"), "the plan shows the user data");
        }
        VM vm = trial.run(definition);
        assertFalse(vm.config().nativeText().orElse("").contains("not-to-be-printed"), "the configuration shows it");
    }

    private static void guestOs(Trial trial) {
        String os = trial.given(trial.bench().props().guestOs(), "none", "guest operating system");
        VM vm = trial.run(trial.bench().machine().guestOs(os));
        assertEquals(Optional.of(os), vm.config().guestOs());
    }

    private static void folder(Trial trial) {
        String folder = trial.given(trial.bench().props().folder(), "none", "folder");
        VM vm = trial.run(trial.bench().machine().folder(folder));
        assertTrue(
                vm.refresh().info().path().filter(path -> path.contains(folder)).isPresent(),
                () -> "the path does not tell the folder: " + vm.info().path());
    }

    private static void passthrough(Trial trial) {
        PciAddress none = PciAddress.parse("0000:00:1f.7");
        PciAddress device = trial.given(trial.bench().props().device(), none, "PCI device to pass through");
        VM vm = trial.run(trial.bench().machine().device(device));
        assertEquals(List.of(device), vm.config().devices());
    }
}
