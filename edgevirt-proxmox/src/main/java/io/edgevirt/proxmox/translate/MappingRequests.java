package io.edgevirt.proxmox.translate;

import io.edgevirt.proxmox.http.Call;
import java.util.List;

/** Requests about the cluster's names for devices, of version 8 and later. */
public final class MappingRequests {

    private static final String PATH = "/cluster/mapping/";

    private MappingRequests() {}

    /**
     * All of a kind.
     *
     * @param kind {@code pci} or {@code usb}
     * @return the request
     */
    public static Call all(String kind) {
        return Call.get(PATH + kind);
    }

    /**
     * Names devices.
     *
     * @param kind {@code pci} or {@code usb}
     * @param id the name
     * @param entries each device as Proxmox writes it
     * @return the request
     */
    public static Call add(String kind, String id, List<String> entries) {
        Call call = Call.post(PATH + kind).with("id", id);
        for (String entry : entries) {
            call = call.with("map", entry); // an array is a parameter that comes several times
        }
        return call;
    }

    /**
     * A USB device as a mapping has it.
     *
     * @param node its node
     * @param device vendor and product, such as {@code 1050:0407}
     * @return the entry
     */
    public static String usb(String node, String device) {
        return "id=" + device + ",node=" + node;
    }

    /**
     * Takes a name away.
     *
     * @param kind {@code pci} or {@code usb}
     * @param id the name
     * @return the request
     */
    public static Call remove(String kind, String id) {
        return Call.delete(PATH + kind + "/{id}", id);
    }
}
