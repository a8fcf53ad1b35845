package io.edgevirt.kvm.driver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.edgevirt.NotFoundException;
import io.edgevirt.kvm.libvirt.Domains;
import io.edgevirt.spi.Ref;
import io.edgevirt.spi.Wire;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The figures of one machine")
class StatsRequestsTest {

    private final Queue<String> requests = new ConcurrentLinkedQueue<>();
    private final KvmDriver driver = TestDriver.connect(new Wire() {
        @Override
        public <T> T call(String request, Callable<T> send) throws Exception {
            requests.add(request);
            return send.call();
        }
    });

    @AfterEach
    void close() {
        driver.close();
    }

    private void stats(UUID machine) {
        driver.inside().orElseThrow().stats(Ref.vm(machine.toString()));
    }

    @Test
    @DisplayName("take one request for that machine alone, after its look-up")
    void alone() {
        UUID machine =
                driver.link().lib().domains().list(Domains.LIST_ACTIVE).get(0).uuid();
        requests.clear();
        stats(machine);
        assertEquals(List.of("virDomainLookupByUUIDString", "virDomainListGetStats"), List.copyOf(requests));
    }

    @Test
    @DisplayName("are not made up for one that is not there")
    void gone() {
        assertThrows(NotFoundException.class, () -> stats(UUID.randomUUID()));
    }
}
