package io.edgevirt.vsphere.read;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.edgevirt.EdgeVirtException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

@Label("A reply that was spoilt on its way")
class MutatedReplyProperties {

    private static final byte[] MACHINES = Recorded.reply("machines.xml");
    private static final byte[] CONFIG = Recorded.reply("config.xml");
    private static final List<String> SCRAPS = List.of(
            "<",
            ">",
            "&",
            "&#0;",
            "&x;",
            "]]>",
            "<![CDATA[",
            "<!--",
            "<!DOCTYPE a>",
            "<?x?>",
            "\u0000",
            "\"",
            "'/>",
            "</val>",
            "<val>",
            "-1",
            "99999999999999999999",
            "true",
            "\ud83d",
            "é",
            "type=\"\"",
            "<obj/>");

    /** Some bytes away, doubled, changed, or scraps of markup put in. */
    private static byte[] spoilt(byte[] reply, long seed, int times) {
        Random random = new Random(seed);
        byte[] bytes = reply;
        for (int i = 0; i < times && bytes.length > 0; i++) {
            int at = random.nextInt(bytes.length);
            int end = Math.min(bytes.length, at + random.nextInt(40));
            bytes = switch (random.nextInt(5)) {
                case 0 -> joined(bytes, at, new byte[0], end);
                case 1 -> joined(bytes, end, Arrays.copyOfRange(bytes, at, end), end);
                case 2 -> joined(bytes, at, new byte[] {(byte) random.nextInt(256)}, Math.min(bytes.length, at + 1));
                case 3 -> random.nextInt(10) == 0 ? Arrays.copyOf(bytes, Math.max(1, at)) : bytes;
                default ->
                    joined(
                            bytes,
                            at,
                            SCRAPS.get(random.nextInt(SCRAPS.size())).getBytes(java.nio.charset.StandardCharsets.UTF_8),
                            at);
            };
        }
        return bytes;
    }

    private static byte[] joined(byte[] bytes, int until, byte[] between, int from) {
        byte[] all = new byte[until + between.length + bytes.length - from];
        System.arraycopy(bytes, 0, all, 0, until);
        System.arraycopy(between, 0, all, until, between.length);
        System.arraycopy(bytes, from, all, until + between.length, bytes.length - from);
        return all;
    }

    private static List<Managed> objects(byte[] reply) throws IOException {
        try {
            return PropertyReader.page(new ByteArrayInputStream(reply)).objects();
        } catch (EdgeVirtException e) {
            assertNotNull(e.getMessage());
            return new ArrayList<>();
        }
    }

    @Property(tries = 3000)
    @Label("is a listing still, or an EdgeVirtException")
    void listing(@ForAll long seed, @ForAll @IntRange(min = 1, max = 6) int times) throws IOException {
        List<Managed> objects = objects(spoilt(MACHINES, seed, times));

        MachineReader.machines(objects, "group-d1", Instant.EPOCH).forEach(vm -> assertNotNull(vm.toString()));
        HostReader.hosts(objects, "group-d1").forEach(h -> assertNotNull(h.toString()));
    }

    @Property(tries = 2000)
    @Label("is a configuration still, or an EdgeVirtException")
    void config(@ForAll long seed, @ForAll @IntRange(min = 1, max = 6) int times) throws IOException {
        List<Managed> objects = objects(spoilt(CONFIG, seed, times));
        for (Managed object : objects) {
            try {
                assertNotNull(ConfigReader.read(object.id(), objects).toString());
                assertNotNull(HardwareOfHost.read(object).toString());
            } catch (EdgeVirtException e) {
                assertNotNull(e.getMessage());
            }
        }
        DatastoreReader.pools(objects, "group-d1");
        ClusterReader.clusters(objects, "group-d1");
        NetworkReader.switches(objects, "group-d1");
    }

    @Property(tries = 1000)
    @Label("is what a long poll brought still, or an EdgeVirtException")
    void updates(@ForAll long seed, @ForAll @IntRange(min = 1, max = 6) int times) throws IOException {
        byte[] updates = ("<Envelope xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><Body><R><returnval>"
                        + "<version>1</version><filterSet><filter type=\"PropertyFilter\">f</filter><objectSet>"
                        + "<kind>modify</kind><obj type=\"VirtualMachine\">vm-1</obj><changeSet>"
                        + "<name>runtime.powerState</name><op>assign</op><val xsi:type=\"V\">poweredOn</val>"
                        + "</changeSet></objectSet><missingSet><obj type=\"Task\">task-1</obj></missingSet>"
                        + "</filterSet><truncated>true</truncated></returnval></R></Body></Envelope>")
                .getBytes(java.nio.charset.StandardCharsets.UTF_8);
        try {
            UpdateSet set = UpdateReader.updates(new ByteArrayInputStream(spoilt(updates, seed, times)));
            MachineEvents events = new MachineEvents();
            events.of(set, Instant.EPOCH);
            assertNotNull(events.of(set, Instant.EPOCH));
        } catch (EdgeVirtException e) {
            assertNotNull(e.getMessage());
        }
    }
}
