package io.edgevirt.vsphere.translate;

import com.vmware.vim25.KeyValue;
import com.vmware.vim25.ManagedObjectReference;
import com.vmware.vim25.OvfCreateImportSpecParams;
import com.vmware.vim25.OvfNetworkMapping;
import io.edgevirt.vsphere.OvfSettings;
import io.edgevirt.vsphere.read.Element;
import io.edgevirt.vsphere.read.Names;
import io.edgevirt.vsphere.soap.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/** Requests that bring machines in as OVF. */
public final class OvfRequests {

    private static final String LEASE = "HttpNfcLease";

    /** What stands before {@code instanceUuid} in a {@code VirtualMachineConfigSpec}. */
    private static final Set<String> BEFORE = Set.of("changeVersion", "name", "version", "createDate", "uuid");

    private OvfRequests() {}

    /**
     * What a descriptor means to the server; it makes nothing.
     *
     * @param manager the server's OVF manager
     * @param descriptor the descriptor's text
     * @param name the machine's name, as people write it
     * @param place where the machine goes
     * @param networks for names in the descriptor, the networks here
     * @param settings what else was said
     * @return the request
     */
    public static Request read(
            ManagedObjectReference manager,
            String descriptor,
            String name,
            Place place,
            Map<String, Estate.Net> networks,
            OvfSettings settings) {
        OvfCreateImportSpecParams params = new OvfCreateImportSpecParams();
        params.locale = "";
        params.deploymentOption = settings.deployment().orElse("");
        params.entityName = Names.kept(name);
        place.node().ifPresent(node -> params.hostSystem = Devices.reference("HostSystem", node.id()));
        List<OvfNetworkMapping> mapped = new ArrayList<>();
        new TreeMap<>(networks).forEach((named, net) -> mapped.add(mapping(named, net)));
        params.networkMapping = mapped.toArray(new OvfNetworkMapping[0]);
        List<KeyValue> properties = new ArrayList<>();
        new TreeMap<>(settings.properties()).forEach((key, value) -> properties.add(property(key, value)));
        params.propertyMapping = properties.toArray(new KeyValue[0]);
        settings.thin().ifPresent(thin -> params.diskProvisioning = thin ? "thin" : "thick");
        return Request.on(manager, "CreateImportSpec")
                .with("ovfDescriptor", "String", descriptor)
                .with("resourcePool", "ManagedObjectReference", pool(place))
                .with(
                        "datastore",
                        "ManagedObjectReference",
                        Devices.reference("Datastore", place.home().id()))
                .with("cisp", "OvfCreateImportSpecParams", params)
                .returning("OvfCreateImportSpecResult");
    }

    private static ManagedObjectReference pool(Place place) {
        return Devices.reference("ResourcePool", place.pool().id());
    }

    private static OvfNetworkMapping mapping(String named, Estate.Net net) {
        OvfNetworkMapping mapping = new OvfNetworkMapping();
        mapping.name = named;
        mapping.network = Devices.reference(net.type(), net.id());
        return mapping;
    }

    private static KeyValue property(String key, String value) {
        KeyValue property = new KeyValue();
        property.key = key;
        property.value = value;
        return property;
    }

    /**
     * A machine as a descriptor has it; the reply is a lease, through which its files are sent.
     *
     * @param spec what the server made of the descriptor, which goes back as it came
     * @param token becomes the machine's instance uuid
     * @param place where the machine goes
     * @return the request
     */
    public static Request bring(Element spec, UUID token, Place place) {
        Request request = Request.on("ResourcePool", place.pool().id(), "ImportVApp")
                .with("spec", "ImportSpec", marked(spec, token))
                .with(
                        "folder",
                        "ManagedObjectReference",
                        Devices.reference("Folder", place.folder().id()));
        return place.node()
                .map(node -> request.with("host", "ManagedObjectReference", Devices.reference("HostSystem", node.id())))
                .orElse(request)
                .returning("ManagedObjectReference");
    }

    private static Element marked(Element spec, UUID token) {
        List<Element> children = new ArrayList<>();
        for (Element child : spec.children()) {
            children.add(child.name().equals("configSpec") ? known(child, token) : child);
        }
        return new Element(spec.name(), spec.type(), spec.text(), children, Map.of());
    }

    private static Element known(Element config, UUID token) {
        List<Element> children = new ArrayList<>();
        config.children().stream().filter(c -> BEFORE.contains(c.name())).forEach(children::add);
        children.add(Element.of("instanceUuid", "", token.toString()));
        config.children().stream()
                .filter(c -> !BEFORE.contains(c.name()) && !c.name().equals("instanceUuid"))
                .forEach(children::add);
        return new Element(config.name(), config.type(), config.text(), children, Map.of());
    }

    /**
     * Tells how far a lease has come, which keeps it alive.
     *
     * @param lease the lease
     * @param percent 0 to 100
     * @return the request
     */
    public static Request progress(String lease, int percent) {
        return Request.on(LEASE, lease, "HttpNfcLeaseProgress").with("percent", "int", percent);
    }

    /**
     * Ends a lease whose files are all through.
     *
     * @param lease the lease
     * @return the request
     */
    public static Request complete(String lease) {
        return Request.on(LEASE, lease, "HttpNfcLeaseComplete");
    }

    /**
     * Ends a lease early; a machine that it was bringing in is removed.
     *
     * @param lease the lease
     * @return the request
     */
    public static Request abort(String lease) {
        return Request.on(LEASE, lease, "HttpNfcLeaseAbort");
    }
}
