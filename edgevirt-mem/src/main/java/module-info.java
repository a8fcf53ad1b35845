/** A hypervisor that lives in the memory of the JVM, for the tests of programs that use EdgeVirt. */
module io.edgevirt.mem {
    requires transitive io.edgevirt.api;
    requires static org.jspecify;

    exports io.edgevirt.mem;

    provides io.edgevirt.spi.HypervisorProvider with
            io.edgevirt.mem.MemProvider;
}
