package io.edgevirt.vsphere.sim;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mockwebserver3.MockResponse;

/**
 * What the simulator lacks of tasks: a server of vSphere API 6.0 or later keeps the {@code activationId} of a request's
 * header in the information about the task that the request became. Here it is put into the replies that pass.
 */
final class Activations {

    private static final Pattern HEADER = Pattern.compile("<activationId[^>]*>([^<]+)</activationId>");
    private static final Pattern TASK = Pattern.compile("<returnval type=\"Task\"[^>]*>([^<]+)</returnval>");
    private static final Pattern INFO = Pattern.compile("(<key>(task-[0-9]+)</key>.*?)(</val>)", Pattern.DOTALL);

    private final Map<String, String> kept = new ConcurrentHashMap<>();
    private volatile boolean on;

    void keep() {
        on = true;
    }

    MockResponse pass(byte[] request, Effect.Forward forward) throws IOException {
        MockResponse reply = forward.send();
        if (!on) {
            return reply;
        }
        String text = SoapText.body(reply);
        Matcher header = HEADER.matcher(new String(request, StandardCharsets.UTF_8));
        Matcher task = TASK.matcher(text);
        if (header.find() && task.find()) {
            kept.put(task.group(1), header.group(1));
        }
        return reply.newBuilder().body(told(text)).build();
    }

    private String told(String text) {
        return INFO.matcher(text).replaceAll(info -> {
            String id = kept.get(info.group(2));
            String more = id == null ? "" : "<activationId>" + id + "</activationId>";
            return Matcher.quoteReplacement(info.group(1) + more + info.group(3));
        });
    }
}
