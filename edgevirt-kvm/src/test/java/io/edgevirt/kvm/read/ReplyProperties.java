package io.edgevirt.kvm.read;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgevirt.kvm.xml.Mutations;
import io.edgevirt.kvm.xml.Samples;
import io.edgevirt.kvm.xml.XmlRefused;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.Tuple.Tuple2;

@Label("A reply that was spoilt on its way")
class ReplyProperties {

    private static final String POOL = "<pool type='dir'><name>default</name><uuid>773f</uuid>"
            + "<capacity unit='bytes'>270553174016</capacity><allocation unit='KiB'>4096</allocation>"
            + "<available unit='bytes'>246679121920</available><target><path>/images</path></target></pool>";
    private static final String VOLUME = "<volume type='file'><name>a.qcow2</name><key>/images/a.qcow2</key>"
            + "<capacity unit='bytes'>1073741824</capacity><allocation unit='bytes'>200704</allocation><target>"
            + "<path>/images/a.qcow2</path><format type='qcow2'/><timestamps><ctime>17.51</ctime></timestamps></target>"
            + "<backingStore><path>/images/b.qcow2</path></backingStore></volume>";
    private static final String NETWORK = "<network><name>lan</name><uuid>0202</uuid><forward dev='eno1' mode='route'>"
            + "<interface dev='eno1'/></forward><bridge name='virbr7'/><vlan><tag id='42'/></vlan>"
            + "<ip address='10.9.0.1' prefix='24'/><ip address='10.9.0.1' netmask='255.255.255.0'/></network>";
    private static final String DEVICE = "<device><name>d</name><path>/sys/devices/x</path>"
            + "<capability type='pci'><class>0x030000</class><domain>0</domain><bus>101</bus><slot>0</slot>"
            + "<function>0</function><product id='0x1eb8'>T4</product><vendor id='0x10de'/><iommuGroup number='29'/>"
            + "</capability><capability type='net'><interface>eno1</interface><address>3C:52</address>"
            + "<link speed='2500' state='up'/></capability><capability type='storage'><block>/dev/sda</block>"
            + "<drive_type>disk</drive_type><size>500107862016</size></capability></device>";

    private static final Map<String, Function<String, Object>> READERS = Map.of(
            "domain-running.xml",
            text -> ConfigReader.read(text, text, true, Map.of(), List.of(PoolText.of(POOL, true))),
            "snapshot-running.xml",
            text -> SnapshotText.of(text, "pre-upgrade"),
            "capabilities-intel.xml",
            Capabilities::of,
            "domcapabilities-intel.xml",
            DomainCapabilities::of,
            POOL,
            text -> PoolText.of(text, true),
            VOLUME,
            text -> VolumeText.of(text, "default"),
            NETWORK,
            text -> NetworkText.of(text, true, "edge-host"),
            DEVICE,
            text -> HostReader.read("h", Capabilities.of("<c/>"), List.of(), List.of(), List.of(text)));

    private static String sample(String key) {
        return key.startsWith("<") ? key : Samples.text(key);
    }

    @Property(tries = 1000, edgeCases = EdgeCasesMode.NONE)
    @Label("is read as a record, or refused by the room's own exception; nothing else happens")
    void spoilt(@ForAll("replies") Tuple2<String, String> reply) {
        try {
            assertNotNull(READERS.get(reply.get1()).apply(reply.get2()));
        } catch (XmlRefused e) {
            assertFalse(e.getMessage().isBlank());
        }
    }

    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    @Label("that is a network never has more address bits than its addresses have")
    void prefixes(@ForAll("networks") String text) {
        try {
            NetworkText.of(text, true, "h").info().cidr().ifPresent(cidr -> {
                int bits = Integer.parseInt(cidr.substring(cidr.indexOf('/') + 1));
                assertTrue(bits <= (cidr.contains(":") ? 128 : 32), cidr);
            });
        } catch (XmlRefused e) {
            assertFalse(e.getMessage().isBlank());
        }
    }

    @Property(tries = 1000)
    @Label("that is figures is read as records, whatever their types and sizes")
    void figures(@ForAll("figures") Map<String, Object> values) {
        assertNotNull(Figures.info("id", "name", values, false, "h", Instant.EPOCH));
        assertNotNull(Figures.stats(values, Optional.empty(), Instant.EPOCH));
    }

    @Provide
    Arbitrary<Tuple2<String, String>> replies() {
        return Arbitraries.of(READERS.keySet())
                .flatMap(key -> Mutations.textOf(sample(key)).map(text -> Tuple.of(key, text)));
    }

    @Provide
    Arbitrary<String> networks() {
        return Mutations.textOf(NETWORK);
    }

    @Provide
    Arbitrary<Map<String, Object>> figures() {
        Arbitrary<String> keys = Arbitraries.of(
                "state.state",
                "cpu.time",
                "vcpu.current",
                "balloon.current",
                "balloon.available",
                "balloon.unused",
                "balloon.rss",
                "block.0.rd.bytes",
                "block.1.rd.bytes",
                "block.0.wr.bytes",
                "net.0.rx.bytes",
                "net.1.rx.bytes",
                "net.0.tx.bytes");
        Arbitrary<Object> figure = Arbitraries.oneOf(
                Arbitraries.longs().asGeneric(),
                Arbitraries.of((Object) Long.MAX_VALUE, Long.MIN_VALUE, 0L, -1L, 1L << 32, 1L << 53),
                Arbitraries.of((Object) "x", 1.5, true, BigInteger.ONE.shiftLeft(64)));
        return Arbitraries.maps(keys, figure).map(m -> {
            m.put("block.count", 2L);
            m.put("net.count", 2L);
            return m;
        });
    }
}
