package io.edgevirt.vsphere.sim;

import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import okhttp3.Headers;

/**
 * The sessions that pass a relay. One that expired is unknown to the simulator, which gets the request without its
 * cookie; since it answers some reads without a session, what needs one is answered here as a vCenter does.
 */
final class Sessions {

    /** Sends with these headers. */
    @FunctionalInterface
    interface Send {
        MockResponse with(Headers headers) throws IOException;
    }

    private static final Set<String> NEED_NONE =
            Set.of("RetrieveServiceContent", "Login", "LoginByToken", "LoginExtensionByCertificate", "CloneSession");

    private final Set<String> known = ConcurrentHashMap.newKeySet();
    private final Set<String> expired = ConcurrentHashMap.newKeySet();

    MockResponse pass(RecordedRequest request, Optional<String> method, Send send) throws IOException {
        Optional<String> cookie = Optional.ofNullable(request.getHeaders().get("Cookie"));
        cookie.ifPresent(known::add);
        if (cookie.filter(expired::contains).isEmpty()) {
            return send.with(request.getHeaders());
        }
        if (method.filter(m -> !NEED_NONE.contains(m)).isPresent()) {
            return SoapText.notAuthenticated();
        }
        return send.with(request.getHeaders().newBuilder().removeAll("Cookie").build());
    }

    void expire() {
        expired.addAll(known);
    }
}
