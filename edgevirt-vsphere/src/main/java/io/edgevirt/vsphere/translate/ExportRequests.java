package io.edgevirt.vsphere.translate;

import com.vmware.vim25.ManagedObjectReference;
import com.vmware.vim25.OvfCreateDescriptorParams;
import com.vmware.vim25.OvfFile;
import io.edgevirt.vsphere.soap.Request;
import java.util.List;
import java.util.OptionalLong;

/** Requests that take machines out as OVF. */
public final class ExportRequests {

    private ExportRequests() {}

    /**
     * A disk that was fetched.
     *
     * @param device the server's key of it, as the lease tells
     * @param name the file's name beside the descriptor
     * @param size its size in bytes
     * @param capacity how large the disk is in bytes, where the lease tells
     * @param populated how much of that is used, where the lease tells
     */
    public record Fetched(String device, String name, long size, OptionalLong capacity, OptionalLong populated) {}

    /**
     * Lets a machine's disks be read; the reply is a lease.
     *
     * @param vm the machine, which is off
     * @return the request
     */
    public static Request export(String vm) {
        return Request.on("VirtualMachine", vm, "ExportVm").returning("ManagedObjectReference");
    }

    /**
     * What the server sent through a lease: size and checksum of each file.
     *
     * @param lease the lease
     * @return the request
     */
    public static Request manifest(String lease) {
        return Request.on("HttpNfcLease", lease, "HttpNfcLeaseGetManifest").returning("HttpNfcLeaseManifestEntry[]");
    }

    /**
     * A machine's descriptor.
     *
     * @param manager the server's OVF manager
     * @param vm the machine
     * @param name the name that it gets in the descriptor, as people write it
     * @param files its files
     * @return the request
     */
    public static Request descriptor(ManagedObjectReference manager, String vm, String name, List<Fetched> files) {
        OvfCreateDescriptorParams params = new OvfCreateDescriptorParams();
        params.ovfFiles = files.stream().map(ExportRequests::file).toArray(OvfFile[]::new);
        params.name = name;
        params.includeImageFiles = false;
        return Request.on(manager, "CreateDescriptor")
                .with("obj", "ManagedObjectReference", Devices.reference("VirtualMachine", vm))
                .with("cdp", "OvfCreateDescriptorParams", params)
                .returning("OvfCreateDescriptorResult");
    }

    private static OvfFile file(Fetched fetched) {
        OvfFile file = new OvfFile();
        file.deviceId = fetched.device();
        file.path = fetched.name();
        file.size = fetched.size();
        fetched.capacity().ifPresent(c -> file.capacity = c);
        fetched.populated().ifPresent(p -> file.populatedSize = p);
        return file;
    }
}
