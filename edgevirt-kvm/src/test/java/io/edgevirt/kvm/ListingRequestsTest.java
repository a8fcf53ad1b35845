package io.edgevirt.kvm;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.edgevirt.EdgeVirt;
import io.edgevirt.Hypervisor;
import io.edgevirt.kvm.libvirt.LibvirtConnection;
import io.edgevirt.kvm.libvirt.OpenOptions;
import io.edgevirt.spi.Wire;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A listing's requests")
class ListingRequestsTest {

    private final Queue<String> requests = new ConcurrentLinkedQueue<>();

    private Wire counting(Wire below) {
        return new Wire() {
            @Override
            public <T> T call(String request, Callable<T> send) throws Exception {
                requests.add(request);
                return below.call(request, send);
            }
        };
    }

    private List<String> ofListing(Hypervisor hypervisor, int machines) {
        requests.clear();
        assertEquals(machines, hypervisor.vms().list().size());
        return List.copyOf(requests);
    }

    @Test
    @DisplayName("are two, for 1,000 machines as for one")
    void constant() {
        try (LibvirtConnection lib = LibvirtConnection.open("test:///default", OpenOptions.DEFAULT);
                Hypervisor hypervisor = EdgeVirt.connect("test:///default", c -> c.intercept(this::counting))) {
            int before = lib.domains().list(0).size();
            List<String> one = ofListing(hypervisor, before);
            List<UUID> made = IntStream.range(0, 1000)
                    .mapToObj(i -> lib.domains()
                            .define(
                                    "<domain type='test'><name>listed-" + i + "</name><memory>1024</memory>"
                                            + "<os><type>hvm</type></os></domain>",
                                    0)
                            .uuid())
                    .toList();
            try {
                assertEquals(List.of("virConnectGetAllDomainStats", "virConnectListAllDomains"), one);
                assertEquals(one, ofListing(hypervisor, before + 1000));
            } finally {
                made.forEach(uuid -> lib.domains().undefine(uuid, 0));
            }
        }
    }
}
