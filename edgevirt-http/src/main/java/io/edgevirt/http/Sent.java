package io.edgevirt.http;

import java.io.IOException;
import okhttp3.Call;
import okhttp3.EventListener;
import okhttp3.Request;
import okhttp3.Response;

/** Whether anything of a request went out. Each request carries a note of its own, which one listener for all keeps. */
final class Sent extends EventListener {

    static final EventListener NOTES = new Sent();

    private volatile boolean yet;

    static Request noted(Request.Builder request) {
        return request.tag(Sent.class, new Sent()).build();
    }

    /** Whether a call that failed is known to have sent nothing. */
    static boolean nothing(Call call) {
        Sent sent = call.request().tag(Sent.class);
        return sent == null || !sent.yet;
    }

    static Response execute(Call call) throws IOException {
        try {
            return call.execute();
        } catch (IOException e) {
            throw nothing(call) ? new Unsent(e) : e;
        }
    }

    @Override
    public void requestHeadersStart(Call call) {
        Sent sent = call.request().tag(Sent.class);
        if (sent != null) {
            sent.yet = true;
        }
    }
}
