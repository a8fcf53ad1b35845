package io.edgevirt.kvm.translate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.edgevirt.SwitchInfo;
import io.edgevirt.kvm.read.NetworkText;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A network that is wanted becomes network XML,")
class NetworkXmlTest {

    @ParameterizedTest
    @CsvSource({
        "NAT, , 192.168.150.0/24, false",
        "NAT, , fd00:150::/64, false",
        "ROUTED, , 10.9.0.0/29, false",
        "ROUTED, , fd00:1::/64, false",
        "INTERNAL, , 192.168.140.0/24, false",
        "ISOLATED, , , false",
        "EXTERNAL, br0, , true",
        "EXTERNAL, eno1, , false"
    })
    @DisplayName("which reads back as what was asked for:")
    void readBack(SwitchInfo.Kind kind, String nic, String cidr, boolean bridge) {
        var spec = Wanted.network(kind, Optional.ofNullable(nic), Optional.ofNullable(cidr));

        SwitchInfo read = NetworkText.of(NetworkXml.of(spec, bridge).document(), true, "edge-host")
                .info();

        assertEquals(kind, read.kind());
        assertEquals(Optional.ofNullable(nic), read.uplink());
        assertEquals(Optional.ofNullable(cidr), read.cidr());
    }
}
