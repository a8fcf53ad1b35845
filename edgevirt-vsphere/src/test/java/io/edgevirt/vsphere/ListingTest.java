package io.edgevirt.vsphere;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgevirt.EdgeVirt;
import io.edgevirt.Hypervisor;
import io.edgevirt.Secret;
import io.edgevirt.Trust;
import io.edgevirt.vsphere.read.MachineReader;
import io.edgevirt.vsphere.sim.Effect;
import io.edgevirt.vsphere.sim.NeedsSimulator;
import io.edgevirt.vsphere.sim.Relay;
import io.edgevirt.vsphere.sim.Simulator;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Listing many machines, as users do it,")
@NeedsSimulator
@Tag("long")
class ListingTest {

    /** What a page holds, as the requests ask for it. */
    private static final int PAGE = 1000;
    /** A machine with its ten values: no machine's whole configuration is that short. */
    private static final int BYTES_PER_MACHINE = 2500;

    private static final Pattern OBJECT = Pattern.compile("<obj type=\"([A-Za-z]+)\">");
    private static final Pattern PROPERTY = Pattern.compile("<propSet>\\s*<name>([^<]+)</name>");

    @Nested
    @DisplayName("of a vCenter")
    class VCenter {

        @ParameterizedTest(name = "{0} machines")
        @ValueSource(ints = {1000, 5000})
        @DisplayName("takes one request and those for further pages, and one for the view the first time")
        void listing(int machines) {
            try (Simulator simulator = Simulator.vcenter(o -> o.vms(machines).plain())) {
                prove(simulator, "vsphere", machines);
            }
        }
    }

    @Nested
    @DisplayName("of an ESXi host")
    class Esxi {

        @ParameterizedTest(name = "{0} machines")
        @ValueSource(ints = {1000})
        @DisplayName("takes as many")
        void listing(int machines) {
            try (Simulator simulator = Simulator.esxi(o -> o.vms(machines).plain())) {
                prove(simulator, "esxi", machines);
            }
        }
    }

    private static void prove(Simulator simulator, String scheme, int machines) {
        List<String> replies = Collections.synchronizedList(new ArrayList<>());
        try (Relay relay = new Relay(simulator);
                Hypervisor hv = EdgeVirt.connect(
                        scheme + "://" + relay.url().getAuthority(),
                        c -> c.username(simulator.user())
                                .password(Secret.of(simulator.password().toCharArray()))
                                .trust(Trust.pinnedSha256(relay.fingerprint())))) {
            relay.forget();
            Effect note = Effect.reply(text -> {
                replies.add(text);
                return text;
            });
            relay.every("RetrievePropertiesEx", note);
            relay.every("ContinueRetrievePropertiesEx", note);

            assertEquals(machines, hv.vms().list().size());
            List<String> first = relay.methods();
            assertEquals(machines, hv.vms().list().size());
            List<String> second = relay.methods().subList(first.size(), relay.count());

            assertEquals(listed(first, "CreateContainerView", "RetrievePropertiesEx"), pages(replies) / 2);
            assertEquals(listed(second, "RetrievePropertiesEx"), pages(replies) / 2);
        }
        onlyWhatIsNeeded(String.join("", replies.subList(0, replies.size() / 2)), machines);
    }

    /** How many requests for further pages there are besides these, each of which was sent once. */
    private static int listed(List<String> methods, String... once) {
        assertEquals(
                List.of(once),
                methods.stream()
                        .filter(m -> !m.equals("ContinueRetrievePropertiesEx"))
                        .toList());
        return methods.size() - once.length;
    }

    /** How many further pages there have to be, of as many objects as a page may hold. */
    private static int pages(List<String> replies) {
        int tokens = (int) replies.stream().filter(r -> r.contains("<token>")).count();
        long objects = replies.stream()
                .mapToLong(r -> OBJECT.matcher(r).results().count())
                .sum();
        assertTrue(tokens <= objects / PAGE, () -> tokens + " pages for " + objects + " objects");
        return tokens;
    }

    private static void onlyWhatIsNeeded(String reply, int machines) {
        Set<String> wanted = MachineReader.WANTED.stream()
                .flatMap(s -> s.paths().stream())
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> told = new TreeSet<>();
        Matcher property = PROPERTY.matcher(reply);
        while (property.find()) {
            told.add(property.group(1));
        }
        assertTrue(wanted.containsAll(told), () -> told + " was told, " + wanted + " is needed");
        assertTrue(told.contains("summary.config.numCpu"), told::toString);
        assertTrue(
                reply.length() < (long) machines * BYTES_PER_MACHINE,
                () -> reply.length() + " characters for " + machines + " machines");
        System.out.println("listing: " + machines + " machines in " + reply.length() + " characters");
    }
}
