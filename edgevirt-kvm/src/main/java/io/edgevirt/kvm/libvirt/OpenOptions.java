package io.edgevirt.kvm.libvirt;

import java.time.Duration;
import java.util.Optional;

/**
 * How to open a connection.
 *
 * @param calls what every request passes through
 * @param credentials answers a daemon that asks for a login; without it such a daemon refuses
 * @param keepAlive how often to ask a silent daemon for a sign of life, whole seconds; zero is never
 * @param missed how many signs may be missing before the connection counts as broken
 * @param drain how long closing waits for calls that run
 * @param readOnly whether to open it for reading only
 */
public record OpenOptions(
        Calls calls,
        Optional<Credentials> credentials,
        Duration keepAlive,
        int missed,
        Duration drain,
        boolean readOnly) {

    /** Direct calls, no login, a broken connection noticed within 20 seconds, 10 seconds for calls that run. */
    public static final OpenOptions DEFAULT =
            new OpenOptions(Calls.DIRECT, Optional.empty(), Duration.ofSeconds(5), 3, Duration.ofSeconds(10), false);

    /**
     * The same with other calls.
     *
     * @param other what every request passes through
     * @return a copy
     */
    public OpenOptions calls(Calls other) {
        return new OpenOptions(other, credentials, keepAlive, missed, drain, readOnly);
    }

    /**
     * The same with a login.
     *
     * @param answers answers the daemon
     * @return a copy
     */
    public OpenOptions credentials(Credentials answers) {
        return new OpenOptions(calls, Optional.of(answers), keepAlive, missed, drain, readOnly);
    }

    /**
     * The same with another keepalive.
     *
     * @param every how often, whole seconds; zero is never
     * @param count how many signs may be missing
     * @return a copy
     */
    public OpenOptions keepAlive(Duration every, int count) {
        return new OpenOptions(calls, credentials, every, count, drain, readOnly);
    }

    /**
     * The same with another patience on closing.
     *
     * @param patience how long closing waits for calls that run
     * @return a copy
     */
    public OpenOptions drain(Duration patience) {
        return new OpenOptions(calls, credentials, keepAlive, missed, patience, readOnly);
    }
}
