package io.edgevirt.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.edgevirt.Disk;
import io.edgevirt.Feature;
import io.edgevirt.Nic;
import io.edgevirt.NicInfo;
import io.edgevirt.VM;
import io.edgevirt.VMDefinition;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Proofs of what is put into machines and taken out of them. */
final class DeviceProofs {

    private static final int VLAN = 20;

    private DeviceProofs() {}

    static void into(Map<Feature, Consumer<Trial>> proofs) {
        proofs.put(Feature.ISO, DeviceProofs::iso);
        proofs.put(Feature.DISKS, DeviceProofs::disks);
        proofs.put(Feature.NICS, DeviceProofs::nics);
        proofs.put(Feature.NIC_VLAN, trial -> {
            NicInfo nic = adapter(trial, (definition, network) -> definition.nic(network, n -> n.vlan(VLAN)));
            assertEquals(Optional.of(VLAN), nic.vlan());
        });
        proofs.put(Feature.MAC_SPOOFING, trial -> {
            NicInfo nic = adapter(trial, (definition, network) -> definition.nic(network, n -> n.macSpoofing(true)));
            assertEquals(Optional.of(true), nic.macSpoofing());
        });
    }

    private static void iso(Trial trial) {
        VM vm = trial.bench().off();
        String image = trial.given(trial.bench().props().iso(), "/none/none.iso", "ISO image");
        trial.run(vm.prepare().attachIso(image));
        assertEquals(1, vm.config().isos().size());
        trial.run(vm.prepare().ejectIso());
        assertEquals(List.of(), vm.config().isos());
    }

    private static void disks(Trial trial) {
        VM vm = trial.bench().off();
        int before = trial.missing() ? 0 : vm.disks().size();
        Disk disk = trial.run(vm.prepare().addDisk(trial.bench().server().diskSize(), options -> {}));
        assertEquals(before + 1, vm.disks().size());
        disk.remove();
        assertEquals(before, vm.disks().size());
    }

    private static void nics(Trial trial) {
        VM vm = trial.bench().off();
        int before = trial.missing() ? 0 : vm.nics().size();
        Nic nic = trial.run(vm.prepare().addNic(network(trial), options -> {}));
        assertEquals(before + 1, vm.nics().size());
        nic.remove();
        assertEquals(before, vm.nics().size());
    }

    private interface Wish {
        VMDefinition of(VMDefinition definition, String network);
    }

    private static NicInfo adapter(Trial trial, Wish wish) {
        VM vm = trial.run(wish.of(trial.bench().machine(), network(trial)));
        List<NicInfo> nics = vm.config().nics();
        return nics.get(nics.size() - 1);
    }

    private static String network(Trial trial) {
        return trial.given(trial.bench().props().network(), "none", "network");
    }
}
