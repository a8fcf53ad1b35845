package io.edgevirt.proxmox.fake;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Who answers what. A method and path is named exactly as in the official API:
 *
 * <pre>{@code
 * routes.on("GET /nodes/{node}/network", request -> {
 *     Node node = world.node(request.node());          // refuses an unknown node as Proxmox does
 *     return Answer.of(List.of(Map.of("iface", "vmbr0", "active", true)));
 * });
 * routes.on("POST /storage", request -> {
 *     String id = request.needed("storage");           // what the table calls needed is there
 *     boolean shared = request.flag("shared", false);  // 0 or 1
 *     if (taken(id)) {
 *         throw Refusal.failed("storage ID '" + id + "' already defined");
 *     }
 *     return Answer.of(Map.of("storage", id, "type", request.needed("type")));
 * });
 * routes.on("PUT /nodes/{node}/network", request -> world.task(request, "srvreload", "networking", run -> {
 *     run.log("reload");
 *     run.pass();                                      // a task's time goes by here; the lock is given up
 *     …                                                // the work; throws a Refusal to fail the task
 * }));                                                 // answers the UPID at once
 * }</pre>
 *
 * <p>Before a handler runs, the request was checked for the user and by the table of the release: method and path exist
 * there, and every parameter is known, of its type and form. A path of the table that nobody answers gets 501 and fails
 * the test when the fake is closed; a path that is in no table of that release gets Proxmox's own 501.
 */
public final class Routes {
    private final Map<String, Handler> handlers = new ConcurrentHashMap<>();
    private final Map<String, SocketHandler> sockets = new ConcurrentHashMap<>();

    /**
     * Lets a handler answer a method and path, instead of the one before.
     *
     * @param route such as {@code GET /nodes/{node}/network}
     */
    public void on(String route, Handler handler) {
        handlers.put(route, handler);
    }

    /**
     * Lets a handler serve WebSockets asked for at a path; without an upgrade a request to it gets a 501.
     *
     * @param path such as {@code /nodes/{node}/qemu/{vmid}/vncwebsocket}
     */
    public void onSocket(String path, SocketHandler handler) {
        sockets.put(path, handler);
    }

    /** All methods and paths with a handler. */
    public Set<String> names() {
        return Set.copyOf(handlers.keySet());
    }

    Optional<Handler> handler(String route) {
        return Optional.ofNullable(handlers.get(route));
    }

    Optional<SocketHandler> socket(String path) {
        return Optional.ofNullable(sockets.get(path));
    }
}
