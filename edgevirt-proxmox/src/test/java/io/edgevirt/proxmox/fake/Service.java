package io.edgevirt.proxmox.fake;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.UnaryOperator;

/** Leads each request to its handler: the gate, who asks, whether method, path and parameters are right. */
final class Service {
    private static final String PREFIX = "/api2/json";
    private static final Set<String> OPEN = Set.of("POST /access/ticket", "GET /access/domains", "GET /access/ticket");

    private final World world;
    private final Routes routes;
    private final Logins logins;
    private final Gate gate;
    private final ApiTable table;
    private final Set<String> unanswered = new ConcurrentSkipListSet<>();

    /** An answer, or who goes on with the connection as a WebSocket. */
    record Reply(Answer answer, Optional<SocketHandler> socket, Optional<Request> request) {
        static Reply of(Answer answer) {
            return new Reply(answer, Optional.empty(), Optional.empty());
        }

        /** The same with another body; a connection that goes on as a WebSocket has none. */
        Reply spoilt(UnaryOperator<byte[]> how) {
            byte[] body = answer.body();
            return socket.isPresent()
                    ? this
                    : of(new Answer(answer.status(), answer.reason(), answer.type(), how.apply(body)));
        }
    }

    Service(World world, Routes routes, Logins logins, Gate gate) {
        this.world = world;
        this.routes = routes;
        this.logins = logins;
        this.gate = gate;
        this.table = world.settings().release.table();
    }

    /** Methods of the table that were asked for and that nobody answers. */
    Set<String> unanswered() {
        return Set.copyOf(unanswered);
    }

    Reply answer(HttpRequest request, String entry) throws IOException {
        String path = Forms.path(request.path());
        String inside = path.startsWith(PREFIX + "/") ? path.substring(PREFIX.length()) : "";
        Optional<ApiTable.Asked> asked = inside.isEmpty() ? Optional.empty() : table.find(request.verb(), inside);
        String name = asked.map(found -> found.method().name()).orElse(request.verb() + " " + path);
        return gate.pass(name, logins, () -> {
            try {
                Identity who = OPEN.contains(name) ? Identity.NOBODY : logins.identify(request);
                ApiTable.Asked found = asked.orElseThrow(() -> new Refusal(
                        501,
                        "Method '" + request.verb() + " " + (inside.isEmpty() ? path : inside) + "' not implemented"));
                return work(request, found, who, entry);
            } catch (Refusal refusal) {
                return Reply.of(Answer.refused(refusal));
            }
        });
    }

    private Reply work(HttpRequest request, ApiTable.Asked asked, Identity who, String entry) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        asked.values().forEach((key, value) -> values.put(key, List.of(value)));
        Optional<Upload> file = Optional.empty();
        String type = request.header("content-type").orElse("").toLowerCase(Locale.ROOT);
        if (!request.query().isEmpty()) {
            values.putAll(Forms.read(request.query()));
        }
        if (type.startsWith("multipart/form-data")) {
            Forms.Parts parts = Forms.parts(request.header("content-type").orElse(""), request.body());
            values.putAll(parts.values());
            file = parts.file();
        } else if (request.body().length > 0 && type.startsWith("application/x-www-form-urlencoded")) {
            values.putAll(Forms.read(new String(request.body(), StandardCharsets.UTF_8)));
        } else if (request.body().length > 0) {
            throw new Refusal(501, "Unexpected content type '" + type + "'");
        }
        String route = asked.method().name();
        Request call = new Request(route, values, who, file, entry);
        if (asked.method().path().startsWith("/nodes/{node}")) {
            world.reach(asked.values().getOrDefault("node", entry), entry);
        }
        asked.method().check(values);
        return dispatch(request, route, asked.method().path(), call);
    }

    private Reply dispatch(HttpRequest request, String route, String path, Request call) {
        if (route.equals("POST /access/ticket")) {
            return Reply.of(logins.login(call.parameters(), world.clusterName()));
        }
        Optional<SocketHandler> socket = routes.socket(path);
        if (socket.isPresent()
                && request.header("upgrade")
                        .filter("websocket"::equalsIgnoreCase)
                        .isPresent()) {
            return new Reply(Answer.nothing(), socket, Optional.of(call));
        }
        Optional<Handler> handler = routes.handler(route);
        if (handler.isEmpty()) {
            unanswered.add(route);
            throw new Refusal(501, "not implemented in the fake: " + route);
        }
        return Reply.of(world.locked(() -> {
            if (!request.verb().equals("GET")) {
                world.needQuorum();
            }
            return handler.get().answer(call);
        }));
    }
}
