package io.edgevirt.vsphere.sim;

import java.io.IOException;
import java.util.function.UnaryOperator;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;

/** What a {@link Relay} does with a request instead of just handing it on. */
@FunctionalInterface
public interface Effect {

    /** Hands the request on to the simulator. */
    @FunctionalInterface
    interface Forward {

        /**
         * The simulator carries the request out.
         *
         * @return its reply
         * @throws IOException when it gives none
         */
        MockResponse send() throws IOException;
    }

    /**
     * Answers a request.
     *
     * @param forward hands it on
     * @return the reply
     * @throws IOException when there is none: the connection is cut
     * @throws InterruptedException when the relay is closed meanwhile
     */
    MockResponse answer(Forward forward) throws IOException, InterruptedException;

    /**
     * Closes the connection; the simulator never learns of the request.
     *
     * @return this effect
     */
    static Effect cutBefore() {
        return forward -> cut();
    }

    /**
     * Closes the connection when the simulator has carried the request out: its reply is lost.
     *
     * @return this effect
     */
    static Effect cutAfter() {
        return forward -> {
            forward.send();
            return cut();
        };
    }

    /**
     * Says that there is no session, as a vCenter does whose session idled out; the simulator never learns of the request.
     *
     * @return this effect
     */
    static Effect notAuthenticated() {
        return forward -> SoapText.notAuthenticated();
    }

    /**
     * Says that there is no such object, as a server does of what did not outlive its restart; the simulator never learns
     * of the request.
     *
     * @param type such as {@code Task}
     * @param id such as {@code task-1}
     * @return this effect
     */
    static Effect notFound(String type, String id) {
        return forward -> SoapText.notFound(type, id);
    }

    /**
     * Answers with a status alone, as the proxy before a vCenter does that is starting; the simulator never learns of the
     * request.
     *
     * @param status such as 503
     * @return this effect
     */
    static Effect status(int status) {
        return forward -> new MockResponse.Builder().code(status).build();
    }

    /**
     * Changes the simulator's reply on its way, status and headers kept.
     *
     * @param change from the reply's text to another
     * @return this effect
     */
    static Effect reply(UnaryOperator<String> change) {
        return forward -> {
            MockResponse reply = forward.send();
            return reply.newBuilder().body(change.apply(SoapText.body(reply))).build();
        };
    }

    private static MockResponse cut() {
        return new MockResponse.Builder()
                .onResponseStart(new SocketEffect.CloseSocket())
                .build();
    }
}
