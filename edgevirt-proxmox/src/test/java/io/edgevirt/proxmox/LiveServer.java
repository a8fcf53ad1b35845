package io.edgevirt.proxmox;

import io.edgevirt.EdgeVirt;
import io.edgevirt.Hypervisor;
import io.edgevirt.Secret;
import io.edgevirt.Settings;
import io.edgevirt.Trust;
import io.edgevirt.testkit.ContractServer;
import io.edgevirt.testkit.Props;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A real Proxmox VE, named by the system property {@code edgevirt.proxmox}, such as {@code proxmox://root@pve1}. The
 * password stands in the environment variable EDGEVIRT_PASSWORD, or an API token in EDGEVIRT_TOKEN, and the certificate's
 * fingerprint in EDGEVIRT_PINNED_SHA256. What tests may use there is named by further properties: {@code
 * edgevirt.proxmox.network}, {@code .pool}, {@code .iso} (a volume of a storage), {@code .uplink} (a free network card) and
 * {@code .cluster}.
 */
final class LiveServer implements ContractServer {

    static final String PROPERTY = "edgevirt.proxmox";

    @Override
    public String label() {
        return "live";
    }

    @Override
    public Hypervisor connect(Consumer<Settings.Builder> more) {
        return EdgeVirt.connect(System.getProperty(PROPERTY), settings -> {
            environment("EDGEVIRT_TOKEN")
                    .ifPresentOrElse(
                            token -> settings.token(Secret.env("EDGEVIRT_TOKEN")),
                            () -> settings.password(Secret.env("EDGEVIRT_PASSWORD")));
            environment("EDGEVIRT_PINNED_SHA256").map(Trust::pinnedSha256).ifPresent(settings::trust);
            more.accept(settings);
        });
    }

    private static Optional<String> environment(String name) {
        return Optional.ofNullable(System.getenv(name)).filter(value -> !value.isBlank());
    }

    /** Machines have a disk alone: nothing reacts in them. */
    @Override
    public boolean guestReacts() {
        return false;
    }

    @Override
    public Duration patience() {
        return Duration.ofMinutes(3);
    }

    @Override
    public Props props() {
        Props.Draft props = Props.draft();
        props = add(props, "network", props::network);
        props = add(props, "pool", props::pool);
        props = add(props, "iso", props::iso);
        props = add(props, "uplink", props::uplink);
        return add(props, "cluster", props::cluster).guestOs("l26").props();
    }

    private static Props.Draft add(Props.Draft props, String name, Adding with) {
        String given = System.getProperty(PROPERTY + "." + name, "");
        return given.isEmpty() ? props : with.apply(given);
    }

    /** One of the draft's methods. */
    @FunctionalInterface
    private interface Adding {
        Props.Draft apply(String value);
    }
}
