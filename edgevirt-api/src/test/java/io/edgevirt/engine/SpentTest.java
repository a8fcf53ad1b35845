package io.edgevirt.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;

import io.edgevirt.CloneDefinition;
import io.edgevirt.ClusterDefinition;
import io.edgevirt.ClusterInfo;
import io.edgevirt.ClusterRule;
import io.edgevirt.Firmware;
import io.edgevirt.HostInfo;
import io.edgevirt.Migration;
import io.edgevirt.Operation;
import io.edgevirt.PciAddress;
import io.edgevirt.PoolInfo;
import io.edgevirt.Protection;
import io.edgevirt.Reconfiguration;
import io.edgevirt.Size;
import io.edgevirt.SnapshotDefinition;
import io.edgevirt.SwitchDefinition;
import io.edgevirt.VMDefinition;
import io.edgevirt.VMState;
import io.edgevirt.VolumeDefinition;
import io.edgevirt.spi.RuleSpec;
import io.edgevirt.spi.VMSpec;
import io.edgevirt.spi.Work;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

@DisplayName("What is asked for")
class SpentTest {

    private final Rig rig = new Rig();

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    @DisplayName("is carried out as it was when it was submitted, though the plan is made later")
    void frozen() throws InterruptedException {
        CountDownLatch altered = new CountDownLatch(1);
        CountDownLatch planned = new CountDownLatch(1);
        VMSpec[] spec = new VMSpec[1];
        doAnswer(call -> {
                    altered.await();
                    spec[0] = call.getArgument(0);
                    planned.countDown();
                    return Work.of();
                })
                .when(rig.vms)
                .create(any());
        VMDefinition definition = rig.hv.vms().define("edge-01").cpus(2);

        definition.submit();
        IllegalStateException e = assertThrows(IllegalStateException.class, () -> definition.cpus(4));
        altered.countDown();
        planned.await();

        assertEquals(2, spec[0].cpus());
        assertEquals("this operation was submitted before: begin a new one", e.getMessage());
    }

    @TestFactory
    @DisplayName("cannot be altered once it was submitted, by any method of its builder:")
    Stream<DynamicTest> altered() {
        return builders().entrySet().stream()
                .flatMap(builder -> alterations(builder.getKey())
                        .map(m -> DynamicTest.dynamicTest(
                                builder.getKey().getSimpleName() + "." + m.getName()
                                        + Arrays.toString(m.getParameterTypes()),
                                () -> refused(builder.getValue(), m))));
    }

    private static Stream<Method> alterations(Class<?> builder) {
        List<Method> methods = Arrays.stream(builder.getDeclaredMethods())
                .filter(m -> m.getReturnType() == builder)
                .toList();
        assertFalse(methods.isEmpty(), builder::getName);
        return methods.stream();
    }

    private static void refused(Operation<?> builder, Method method) {
        synchronized (builder) {
            try {
                builder.submit();
            } catch (IllegalStateException e) {
                // another method's test submitted it
            }
        }
        Object[] arguments =
                Arrays.stream(method.getParameterTypes()).map(SpentTest::sample).toArray();
        InvocationTargetException e =
                assertThrows(InvocationTargetException.class, () -> method.invoke(builder, arguments));
        assertInstanceOf(IllegalStateException.class, e.getCause());
    }

    private static Object sample(Class<?> type) {
        Map<Class<?>, Object> values = Map.of(
                int.class,
                1,
                boolean.class,
                true,
                String.class,
                "x",
                String[].class,
                new String[] {"x"},
                Size.class,
                Size.gib(1),
                Path.class,
                Path.of("x"),
                Firmware.class,
                Firmware.BIOS,
                PciAddress.class,
                PciAddress.parse("0000:65:00.0"),
                Consumer.class,
                (Consumer<Object>) options -> {});
        return values.containsKey(type) ? values.get(type) : mock(type); // another handle
    }

    private Map<Class<?>, Operation<?>> builders() {
        VMHandle vm = rig.vm(VMState.OFF);
        Optional<String> none = Optional.empty();
        HostInfo host = new HostInfo(
                "h", "h", HostInfo.State.UP, Optional.empty(), Optional.empty(), Optional.empty(), none, none, none);
        PoolInfo pool = new PoolInfo("p", "p", "dir", Optional.empty(), true, Optional.empty(), none);
        ClusterHandle cluster = new ClusterHandle(
                rig.engine,
                new ClusterInfo(
                        "c", "c", List.of(), Optional.empty(), Optional.empty(), none, List.of(), List.of(), none));
        return Map.of(
                VMDefinition.class, new VMDefinitionBuilder(rig.engine, "a"),
                CloneDefinition.class, new CloneBuilder(vm, "b"),
                Reconfiguration.class, new ReconfigurationBuilder(vm),
                Migration.class, new MigrationBuilder(vm).to(new HostHandle(rig.engine, host)),
                SnapshotDefinition.class, new SnapshotBuilder(vm, "s"),
                SwitchDefinition.class, new SwitchBuilder(rig.engine, "w").isolated(),
                VolumeDefinition.class, new VolumeBuilder(new PoolHandle(rig.engine, pool), "v").size(Size.gib(1)),
                ClusterDefinition.class, new ClusterBuilder(rig.engine, "c"),
                ClusterRule.class, new RuleBuilder(cluster, RuleSpec.Kind.PIN, List.of(vm), List.of("h")),
                Protection.class, new ProtectionBuilder(cluster, vm));
    }
}
