package io.edgevirt.proxmox.http;

import io.edgevirt.AuthenticationException;
import io.edgevirt.ConnectionException;
import io.edgevirt.Failure;
import io.edgevirt.Secret;
import io.edgevirt.proxmox.read.Json;
import io.edgevirt.spi.SessionExpiredException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The login of one connection. A ticket is renewed by the next request after an hour, before Proxmox ends it after two; of
 * many threads that find it over one logs in. No other thread than the callers' is used. Thread-safe.
 */
final class Session {

    /** pveproxy takes a ticket for two hours. */
    static final Duration LIFE = Duration.ofHours(2);

    static final String LOGIN = "/access/ticket";

    static final Duration RENEWED = Duration.ofHours(1);

    private static final Logger LOG = LoggerFactory.getLogger(Session.class);

    private final Login login;
    private final Supplier<Duration> clock;
    private final Function<Call, Json> ask;
    private final ReentrantLock renewing = new ReentrantLock();
    private volatile @Nullable Ticket ticket;

    /**
     * A login that is not made yet.
     *
     * @param clock tells how long anything lasted
     * @param ask sends a request within no session
     */
    Session(Login login, Supplier<Duration> clock, Function<Call, Json> ask) {
        this.login = login;
        this.clock = clock;
        this.ask = ask;
    }

    String user() {
        return login.user();
    }

    boolean token() {
        return login.token().isPresent();
    }

    /** The ticket that the next request carries; an older one is renewed before. Empty for API tokens, and before a login. */
    Optional<Ticket> ticket() {
        Ticket known = ticket;
        // others go on with the one that is still good
        if (known != null && age(known).compareTo(RENEWED) >= 0 && renewing.tryLock()) {
            try {
                if (ticket == known) {
                    renewInTime(known);
                }
            } finally {
                renewing.unlock();
            }
        }
        return Optional.ofNullable(ticket);
    }

    /** Adds who asks to a request. */
    void authorize(Request.Builder request, Verb verb, Optional<Ticket> with) {
        login.token()
                .ifPresent(secret ->
                        request.header("Authorization", ApiToken.of(secret).header()));
        with.ifPresent(known -> {
            request.header("Cookie", "PVEAuthCookie=" + known.cookie());
            if (verb != Verb.GET) {
                request.header("CSRFPreventionToken", known.csrf());
            }
        });
    }

    /** The server knows a ticket no longer. */
    void refused(Ticket over) {
        renewing.lock();
        try {
            if (ticket == over) {
                ticket = null;
            }
        } finally {
            renewing.unlock();
        }
    }

    /** Logs in, unless there is a ticket that nobody refused. */
    void renew() {
        renewing.lock();
        try {
            Ticket known = ticket;
            if (known == null || age(known).compareTo(LIFE) >= 0) {
                ticket = byPassword();
            }
        } finally {
            renewing.unlock();
        }
    }

    void forget() {
        ticket = null;
    }

    private Duration age(Ticket known) {
        return clock.get().minus(known.born());
    }

    private void renewInTime(Ticket known) {
        try {
            ticket = byTicket(known);
        } catch (ConnectionException e) {
            LOG.debug("the ticket could not be renewed, and is good for a while", e);
        }
    }

    /** A ticket stands in for the password: no second factor and no directory server is asked again. */
    private Ticket byTicket(Ticket known) {
        if (age(known).compareTo(LIFE) < 0) {
            try {
                return login(known.text());
            } catch (SessionExpiredException e) {
                LOG.debug("the ticket is renewed by the password", e);
            }
        }
        return byPassword();
    }

    private Ticket byPassword() {
        char[] clear = login.password().map(Secret::reveal).orElseGet(() -> new char[0]);
        try {
            return login(new String(clear));
        } catch (SessionExpiredException e) {
            throw new AuthenticationException(Failure.of("Proxmox VE refused the login of " + login.user())
                    .backend(Faults.BACKEND)
                    .nativeCode(e.failure().nativeCode().orElse("401"))
                    .hint("check user, realm and password: root@pam is Linux's root, and users of Proxmox VE itself are"
                            + " name@pve")
                    .cause(e));
        } finally {
            Arrays.fill(clear, '\0');
        }
    }

    private Ticket login(String password) {
        Duration now = clock.get();
        // 7 asks for a second factor in a way that can be told from a wrong password only if it is asked to
        Call call = Call.post(LOGIN)
                .with("username", login.user())
                .withSecret("password", password)
                .with("new-format", true);
        return Ticket.of(ask.apply(call), login.user(), now);
    }
}
