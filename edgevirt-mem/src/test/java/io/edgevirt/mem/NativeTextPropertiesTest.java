package io.edgevirt.mem;

import static io.edgevirt.Size.gib;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.edgevirt.EdgeVirt;
import io.edgevirt.EdgeVirtException;
import io.edgevirt.Hypervisor;
import io.edgevirt.Outcome;
import io.edgevirt.spi.VMSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

@Label("A machine's own text, always:")
class NativeTextPropertiesTest {

    @Property(tries = 300)
    @Label("whatever it is: a machine, or a refusal before anything is made")
    void any(@ForAll("texts") String text) {
        try (Hypervisor hv = EdgeVirt.connect("mem:?bare=true")) {
            try {
                hv.vms().defineNative(text);
            } catch (EdgeVirtException e) {
                assertEquals(Outcome.NOT_DONE, e.outcome(), e.getMessage());
                assertEquals(List.of(), hv.unwrap(InMemory.class).leftovers());
            }
        }
    }

    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> lines = Arbitraries.of(
                "name: a",
                "cpus: 2",
                "memory: 1 GiB",
                "disk: 1 GiB",
                "nic: br0",
                "disk.thin: false",
                "tag: a=b",
                "nested: true",
                "disk.path: /x",
                "iso: /i",
                "device: 65:00.0");
        Arbitrary<String> wild = Arbitraries.strings().ofMaxLength(20);
        return Arbitraries.oneOf(lines, wild).list().ofMaxSize(8).map(all -> String.join("\n", all));
    }

    @Property(tries = 300)
    @Label("carries any description and tag there and back")
    void carries(@ForAll String description, @ForAll String key, @ForAll String value) {
        Checks checks = new Checks(InMemory.at("?bare=true").world());
        VMSpec plain = Rig.spec("a");
        VMSpec spec = new VMSpec(
                plain.token(),
                "a",
                1,
                gib(1),
                Optional.empty(),
                List.of(),
                List.of(),
                plain.boot(),
                plain.placement(),
                plain.resources(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(description),
                Map.of(key, value),
                false);

        VMSpec back = new NativeReader(checks).read(NativeText.of(spec)).orElseThrow();

        assertFalse(checks.failed());
        assertEquals(Optional.of(description), back.description());
        assertEquals(Map.of(key, value), back.tags());
    }
}
