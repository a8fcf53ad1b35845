package io.edgevirt.mem;

import static io.edgevirt.Size.gib;

import io.edgevirt.EdgeVirt;
import io.edgevirt.Hypervisor;
import io.edgevirt.VM;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A fresh system and a connection to it, for each test. */
abstract class MemTest {

    Hypervisor hv;
    InMemory system;

    /** The URI to connect to. */
    String uri() {
        return "mem:";
    }

    @BeforeEach
    void connect() {
        hv = EdgeVirt.connect(uri());
        system = hv.unwrap(InMemory.class);
    }

    @AfterEach
    void close() {
        hv.close();
    }

    VM machine(String name) {
        return hv.vms().define(name).cpus(2).memory(gib(2)).create();
    }

    VM running(String name) {
        return machine(name).start();
    }
}
