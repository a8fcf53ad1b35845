package io.edgevirt.kvm.libvirt;

import com.sun.jna.Pointer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** The host's devices and, where libvirt can tell, its configured network interfaces. */
public final class NodeDevices {

    /** List: the machine itself. */
    public static final int CAP_SYSTEM = 1;
    /** List: PCI devices. */
    public static final int CAP_PCI = 1 << 1;
    /** List: USB devices. */
    public static final int CAP_USB = 1 << 2;
    /** List: network interfaces. */
    public static final int CAP_NET = 1 << 4;
    /** List: disks. */
    public static final int CAP_STORAGE = 1 << 8;
    /** List: devices that can be split (vGPU). */
    public static final int CAP_MDEV_TYPES = 1 << 13;
    /** List: parts of a split device. */
    public static final int CAP_MDEV = 1 << 14;

    private final Session session;
    private final HostFunctions host;

    NodeDevices(Session session) {
        this.session = session;
        host = session.lib.host;
    }

    /**
     * The names of devices, in one request.
     *
     * @param capabilities {@code CAP_} filters; 0 is all
     * @return their names
     */
    public List<String> list(int capabilities) {
        try (Scope scope = session.enter()) {
            return all(scope, capabilities).stream().map(this::name).toList();
        }
    }

    /**
     * Devices with their descriptions: one request each after the list. One that is unplugged meanwhile is left
     * out.
     *
     * @param capabilities {@code CAP_} filters; 0 is all
     * @return device XML by name
     */
    public Map<String, String> listXml(int capabilities) {
        try (Scope scope = session.enter()) {
            Map<String, String> xml = new LinkedHashMap<>();
            for (Pointer d : all(scope, capabilities)) {
                xmlUnlessGone(scope, d).ifPresent(x -> xml.put(name(d), x));
            }
            return xml;
        }
    }

    private Optional<String> xmlUnlessGone(Scope scope, Pointer device) {
        try {
            return Optional.of(scope.text("virNodeDeviceGetXMLDesc", () -> host.virNodeDeviceGetXMLDesc(device, 0)));
        } catch (LibvirtError e) {
            if (e.is(LibvirtError.NO_NODE_DEVICE)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private List<Pointer> all(Scope scope, int capabilities) {
        return scope.acquireAll(
                "virConnectListAllNodeDevices",
                array -> host.virConnectListAllNodeDevices(scope.conn(), array, capabilities),
                host::virNodeDeviceFree);
    }

    /**
     * A device's description.
     *
     * @param name the device
     * @return device XML
     */
    public String xml(String name) {
        return with(
                name, (scope, d) -> scope.text("virNodeDeviceGetXMLDesc", () -> host.virNodeDeviceGetXMLDesc(d, 0)));
    }

    /**
     * Takes a device from the host's driver, so that a domain can have it.
     *
     * @param name the device
     * @param driver the driver to hand it to, such as {@code vfio}; null for the hypervisor's choice
     */
    public void detach(String name, @Nullable String driver) {
        act(name, "virNodeDeviceDetachFlags", d -> host.virNodeDeviceDetachFlags(d, driver, 0));
    }

    /**
     * Gives a device back to the host's driver.
     *
     * @param name the device
     */
    public void reattach(String name) {
        act(name, "virNodeDeviceReAttach", host::virNodeDeviceReAttach);
    }

    /**
     * Resets a device that was taken from the host.
     *
     * @param name the device
     */
    public void reset(String name) {
        act(name, "virNodeDeviceReset", host::virNodeDeviceReset);
    }

    /**
     * The host's configured network interfaces with their descriptions: one request each after the list. Many
     * builds of libvirt have no driver for this; {@link #listXml} with {@link #CAP_NET} works everywhere.
     *
     * @return interface XML by name; empty if libvirt cannot tell
     */
    public Optional<Map<String, String>> interfaces() {
        try (Scope scope = session.enter()) {
            Map<String, String> xml = new LinkedHashMap<>();
            for (Pointer i : scope.acquireAll(
                    "virConnectListAllInterfaces",
                    array -> host.virConnectListAllInterfaces(scope.conn(), array, 0),
                    host::virInterfaceFree)) {
                xml.put(
                        NativeText.copy(host.virInterfaceGetName(i)),
                        scope.text("virInterfaceGetXMLDesc", () -> host.virInterfaceGetXMLDesc(i, 0)));
            }
            return Optional.of(xml);
        } catch (LibvirtError e) {
            if (e.is(LibvirtError.NO_SUPPORT)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private int act(String name, String request, ToIntFunction<Pointer> send) {
        return with(name, (scope, d) -> scope.run(request, () -> send.applyAsInt(d)));
    }

    private <T> T with(String name, BiFunction<Scope, Pointer, T> work) {
        try (Scope scope = session.enter()) {
            return work.apply(
                    scope,
                    scope.acquire(
                            "virNodeDeviceLookupByName",
                            () -> host.virNodeDeviceLookupByName(scope.conn(), name),
                            host::virNodeDeviceFree));
        }
    }

    private String name(Pointer device) {
        return NativeText.copy(host.virNodeDeviceGetName(device));
    }
}
