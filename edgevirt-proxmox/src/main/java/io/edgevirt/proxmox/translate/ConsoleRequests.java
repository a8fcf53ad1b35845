package io.edgevirt.proxmox.translate;

import io.edgevirt.proxmox.http.Call;

/** The requests that lead to a machine's screen and serial port. */
public final class ConsoleRequests {

    private static final String VM = "/nodes/{node}/qemu/{vmid}/";

    private ConsoleRequests() {}

    /**
     * A ticket for the screen over a WebSocket, with a password of its own.
     *
     * @param node the machine's node
     * @param vmid its id
     * @return the request
     */
    public static Call vnc(String node, String vmid) {
        return Call.post(VM + "vncproxy", node, vmid).with("websocket", true).with("generate-password", true);
    }

    /**
     * A ticket for the screen over a WebSocket that is its password as well.
     *
     * @param node the machine's node
     * @param vmid its id
     * @return the request
     */
    public static Call vncByTicket(String node, String vmid) {
        return Call.post(VM + "vncproxy", node, vmid).with("websocket", true);
    }

    /**
     * A ticket for a serial port.
     *
     * @param node the machine's node
     * @param vmid its id
     * @param port such as {@code serial0}
     * @return the request
     */
    public static Call terminal(String node, String vmid, String port) {
        return Call.post(VM + "termproxy", node, vmid).with("serial", port);
    }

    /**
     * The WebSocket that a ticket is for.
     *
     * @param node the machine's node
     * @param vmid its id
     * @param port the port that came with the ticket
     * @param ticket the ticket
     * @return the request
     */
    public static Call socket(String node, String vmid, long port, String ticket) {
        return Call.get(VM + "vncwebsocket", node, vmid).with("port", port).withSecret("vncticket", ticket);
    }

    /**
     * What a SPICE client needs.
     *
     * @param node the machine's node
     * @param vmid its id
     * @param proxy the address that the client reaches the node by
     * @return the request
     */
    public static Call spice(String node, String vmid, String proxy) {
        return Call.post(VM + "spiceproxy", node, vmid).with("proxy", proxy);
    }

    /**
     * The machine's configuration as it is now.
     *
     * @param node the machine's node
     * @param vmid its id
     * @return the request
     */
    public static Call config(String node, String vmid) {
        return Call.get(VM + "config", node, vmid).with("current", true);
    }

    /**
     * Presses keys.
     *
     * @param node the machine's node
     * @param vmid its id
     * @param keys QEMU's names with - between, such as {@code ctrl-alt-delete}
     * @return the request
     */
    public static Call keys(String node, String vmid, String keys) {
        return Call.put(VM + "sendkey", node, vmid).with("key", keys);
    }

    /**
     * Figures of the past.
     *
     * @param node the machine's node
     * @param vmid its id
     * @param timeframe {@code hour}, {@code day}, {@code week}, {@code month} or {@code year}
     * @return the request
     */
    public static Call figures(String node, String vmid, String timeframe) {
        return Call.get(VM + "rrddata", node, vmid).with("timeframe", timeframe).with("cf", "AVERAGE");
    }
}
