package io.edgevirt.vsphere.driver;

import io.edgevirt.NodeLogin;
import io.edgevirt.Secret;
import io.edgevirt.spi.ClusterSpec;
import java.util.Optional;

/** The login with which a host joins a cluster, as a user gives it. */
final class GivenLogin implements NodeLogin {

    private Optional<String> username = Optional.empty();
    private Optional<Secret> password = Optional.empty();
    private Optional<String> fingerprint = Optional.empty();

    @Override
    public NodeLogin username(String name) {
        username = Optional.of(name);
        return this;
    }

    @Override
    public NodeLogin password(Secret secret) {
        password = Optional.of(secret);
        return this;
    }

    @Override
    public NodeLogin fingerprint(String text) {
        fingerprint = Optional.of(text);
        return this;
    }

    ClusterSpec.Node node(String host) {
        return new ClusterSpec.Node(host, username, password, fingerprint);
    }
}
