/** What users of EdgeVirt call, and what backends implement. */
module io.edgevirt.api {
    requires org.slf4j;
    requires static org.jspecify;

    exports io.edgevirt;
    exports io.edgevirt.hardware;
    exports io.edgevirt.spi;

    uses io.edgevirt.spi.HypervisorProvider;
    uses io.edgevirt.spi.HardwareReader;
}
