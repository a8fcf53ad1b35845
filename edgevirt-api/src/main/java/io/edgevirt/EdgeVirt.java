package io.edgevirt;

import io.edgevirt.engine.Connections;
import java.util.function.Consumer;

/**
 * Where everything begins: connects to a hypervisor by its URI.
 *
 * <p>The URI's scheme picks the backend among those on the class path or module path ({@link java.util.ServiceLoader}).
 */
public final class EdgeVirt {

    private EdgeVirt() {}

    /**
     * Connects with the settings' defaults.
     *
     * @param uri such as {@code qemu:///system}, {@code vsphere://vcenter.example.com} or {@code mem:}
     * @return the connection, which the caller closes
     * @throws UnsupportedFeatureException if no backend knows the scheme; the message names the schemes that were found
     *     and the artifact to add
     * @throws IllegalStateException if two backends claim the scheme
     * @throws ConnectionException if the system cannot be reached
     * @throws AuthenticationException if the system does not accept the login
     */
    public static Hypervisor connect(String uri) {
        return Connections.connect(uri, new Settings.Builder().build());
    }

    /**
     * Connects with settings of one's own.
     *
     * @param uri such as {@code vsphere://vcenter.example.com}
     * @param configuration sets login, trust and timeouts
     * @return the connection, which the caller closes
     * @throws InvalidSpecException if a setting or the URI is not valid
     * @throws UnsupportedFeatureException if no backend knows the scheme
     * @throws ConnectionException if the system cannot be reached
     * @throws AuthenticationException if the system does not accept the login
     */
    public static Hypervisor connect(String uri, Consumer<Settings.Builder> configuration) {
        Settings.Builder builder = new Settings.Builder();
        configuration.accept(builder);
        return Connections.connect(uri, builder.build());
    }
}
