package io.edgevirt;

import io.edgevirt.engine.Line;
import io.edgevirt.spi.Wire;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * How a connection is made: login, trust, proxy and timeouts. Immutable. A setting that a backend cannot use it refuses by
 * name when it connects; only {@code mem:} takes them all and uses none, so that a test connects as the program does.
 *
 * @param username the login's name, where one is needed
 * @param password its password, where one is needed
 * @param token what stands in for a name and a password; never together with a password
 * @param trust whose certificate is accepted; {@link Trust#system()} by default
 * @param proxy what a backend that speaks HTTP connects through; none by default, whatever the JVM's own properties say
 * @param requestTimeout for one request and its reply; 30 s by default
 * @param operationTimeout for a blocking verb that is given no deadline of its own; 10 minutes by default
 * @param interceptors what every request passes on its way, outermost last
 */
public record Settings(
        Optional<String> username,
        Optional<Secret> password,
        Optional<Secret> token,
        Trust trust,
        Optional<HttpProxy> proxy,
        Duration requestTimeout,
        Duration operationTimeout,
        List<UnaryOperator<Wire>> interceptors) {

    // Copies the list.
    public Settings {
        interceptors = List.copyOf(interceptors);
    }

    /**
     * A proxy that HTTP connections are made through, by CONNECT: TLS is between EdgeVirt and the system all the same.
     *
     * @param host its name or address
     * @param port its port
     * @param username the name it wants to know, if any
     * @param password the password for that name
     */
    public record HttpProxy(String host, int port, Optional<String> username, Optional<Secret> password) {
        @Override
        public String toString() {
            return Line.of(this);
        }
    }

    /** Collects settings; see {@link EdgeVirt#connect(String, java.util.function.Consumer)}. */
    public static final class Builder {

        private static final Pattern HOST = Pattern.compile("[^\\s\\p{Cntrl}/@?#]+");

        private Optional<String> username = Optional.empty();
        private Optional<Secret> password = Optional.empty();
        private Optional<Secret> token = Optional.empty();
        private Trust trust = Trust.system();
        private Optional<HttpProxy> proxy = Optional.empty();
        private Duration requestTimeout = Duration.ofSeconds(30);
        private Duration operationTimeout = Duration.ofMinutes(10);
        private final List<UnaryOperator<Wire>> interceptors = new ArrayList<>();

        /** Begins with the defaults. */
        public Builder() {}

        /**
         * The login's name, as the system writes it, such as {@code administrator@vsphere.local}.
         *
         * @param name the name
         * @return this builder
         */
        public Builder username(String name) {
            username = Optional.of(name);
            return this;
        }

        /**
         * The login's password.
         *
         * @param secret the password
         * @return this builder
         */
        public Builder password(Secret secret) {
            password = Optional.of(secret);
            return this;
        }

        /**
         * What stands in for user and password, where the system gives out such a thing: for vSphere a SAML token or a
         * session's clone ticket, for Proxmox an API token.
         *
         * @param secret the token, as the system gave it out
         * @return this builder
         */
        public Builder token(Secret secret) {
            token = Optional.of(secret);
            return this;
        }

        /**
         * Whose certificate is accepted.
         *
         * @param whom the trust of this connection
         * @return this builder
         */
        public Builder trust(Trust whom) {
            trust = whom;
            return this;
        }

        /**
         * Connects through an HTTP proxy, where the backend speaks HTTP.
         *
         * @param host the proxy's name or address
         * @param port its port, 1 to 65535
         * @return this builder
         */
        public Builder proxy(String host, int port) {
            return proxy(new HttpProxy(host, port, Optional.empty(), Optional.empty()));
        }

        /**
         * Connects through an HTTP proxy that wants a login, where the backend speaks HTTP.
         *
         * @param host the proxy's name or address
         * @param port its port, 1 to 65535
         * @param user the login's name at the proxy
         * @param password its password there
         * @return this builder
         */
        public Builder proxy(String host, int port, String user, Secret password) {
            return proxy(new HttpProxy(host, port, Optional.of(user), Optional.of(password)));
        }

        private Builder proxy(HttpProxy through) {
            List<Violation> violations = new ArrayList<>();
            if (!HOST.matcher(through.host()).matches()) {
                violations.add(new Violation(
                        "proxy.host",
                        through.host(),
                        "a host has a name or an address",
                        "give the host alone, without http://"));
            }
            if (through.port() < 1 || through.port() > 65_535) {
                String port = String.valueOf(through.port());
                violations.add(new Violation("proxy.port", port, "a port is 1 to 65535", "check the port"));
            }
            if (through.username().filter(String::isBlank).isPresent()) {
                violations.add(new Violation(
                        "proxy.username", "", "a login has a name", "give the proxy's login, or host and port alone"));
            }
            if (!violations.isEmpty()) {
                throw InvalidSpecException.of(violations);
            }
            proxy = Optional.of(through);
            return this;
        }

        /**
         * How long one request and its reply may take.
         *
         * @param atMost more than zero
         * @return this builder
         */
        public Builder requestTimeout(Duration atMost) {
            requestTimeout = positive("requestTimeout", atMost);
            return this;
        }

        /**
         * How long a blocking verb may take that is given no deadline of its own.
         *
         * @param atMost more than zero
         * @return this builder
         */
        public Builder operationTimeout(Duration atMost) {
            operationTimeout = positive("operationTimeout", atMost);
            return this;
        }

        /**
         * Lets every request pass through code of the caller's, for tracing, metrics and tests.
         *
         * @param interceptor makes of the wire below the wire to use
         * @return this builder
         */
        public Builder intercept(UnaryOperator<Wire> interceptor) {
            interceptors.add(interceptor);
            return this;
        }

        /**
         * The settings, for whoever drives a backend without {@link EdgeVirt}, such as its tests.
         *
         * @return what was set, else the defaults
         * @throws InvalidSpecException if a token and a password are set
         */
        public Settings build() {
            if (token.isPresent() && password.isPresent()) {
                String limit = "a token stands in for a password";
                throw InvalidSpecException.of(List.of(
                        new Violation("token", "***", limit, "give token or password"),
                        new Violation("password", "***", limit, "give token or password")));
            }
            return new Settings(
                    username, password, token, trust, proxy, requestTimeout, operationTimeout, interceptors);
        }

        private static Duration positive(String field, Duration value) {
            if (value.isZero() || value.isNegative()) {
                throw InvalidSpecException.of(List.of(
                        new Violation(field, value.toString(), "a timeout is more than zero", "give a longer one")));
            }
            return value;
        }
    }

    @Override
    public String toString() {
        return Line.of(this);
    }
}
