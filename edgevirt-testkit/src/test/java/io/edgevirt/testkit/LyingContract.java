package io.edgevirt.testkit;

import io.edgevirt.EdgeVirt;
import io.edgevirt.Hypervisor;
import io.edgevirt.Settings;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Consumer;

/** The contract on a backend that lies; run by {@link LiesTest} alone. */
class LyingContract extends HypervisorContract {

    private static Liar server = new Liar(Meddler.Call::truth, "");

    /** From now on, the backend lies so. */
    static void lie(Meddler.Lie lie, String preset) {
        server = new Liar(lie, preset);
    }

    /** A connection to the same system that does not lie. */
    static Hypervisor honest() {
        return EdgeVirt.connect(server.uri);
    }

    @Override
    protected ContractServer server() {
        return server;
    }

    private static final class Liar implements ContractServer {

        private final Meddler.Lie lie;
        private final String uri;

        Liar(Meddler.Lie lie, String preset) {
            this.lie = lie;
            uri = (preset.isEmpty() ? LyingProvider.SCHEME : "mem") + ":liar-" + UUID.randomUUID() + preset;
        }

        @Override
        public String label() {
            return "liar";
        }

        @Override
        public Hypervisor connect(Consumer<Settings.Builder> more) {
            return Meddler.between(EdgeVirt.connect(uri, more), lie);
        }

        @Override
        public Duration patience() {
            return Duration.ofSeconds(1);
        }

        @Override
        public Props props() {
            return Props.draft().pool("default").network("br0").props();
        }
    }
}
