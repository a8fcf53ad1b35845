package io.edgevirt;

import io.edgevirt.engine.Line;
import io.edgevirt.spi.Wire;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * How a connection is made: login, trust and timeouts. Immutable.
 *
 * @param username the login's name, where one is needed
 * @param password its password or token, where one is needed
 * @param trust whose certificate is accepted; {@link Trust#system()} by default
 * @param requestTimeout for one request and its reply; 30 s by default
 * @param operationTimeout for a blocking verb that is given no deadline of its own; 10 minutes by default
 * @param interceptors what every request passes on its way, outermost last
 */
public record Settings(
        Optional<String> username,
        Optional<Secret> password,
        Trust trust,
        Duration requestTimeout,
        Duration operationTimeout,
        List<UnaryOperator<Wire>> interceptors) {

    // Copies the list.
    public Settings {
        interceptors = List.copyOf(interceptors);
    }

    /** Collects settings; see {@link EdgeVirt#connect(String, java.util.function.Consumer)}. */
    public static final class Builder {

        private Optional<String> username = Optional.empty();
        private Optional<Secret> password = Optional.empty();
        private Trust trust = Trust.system();
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
         * The login's password or token.
         *
         * @param secret the password
         * @return this builder
         */
        public Builder password(Secret secret) {
            password = Optional.of(secret);
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

        Settings build() {
            return new Settings(username, password, trust, requestTimeout, operationTimeout, interceptors);
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
