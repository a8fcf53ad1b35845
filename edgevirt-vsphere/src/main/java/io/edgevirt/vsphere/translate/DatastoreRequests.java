package io.edgevirt.vsphere.translate;

import com.vmware.vim25.FileBackedVirtualDiskSpec;
import com.vmware.vim25.FileQuery;
import com.vmware.vim25.FileQueryFlags;
import com.vmware.vim25.HostDatastoreBrowserSearchSpec;
import com.vmware.vim25.ManagedObjectReference;
import com.vmware.vim25.VmDiskFileQuery;
import com.vmware.vim25.VmDiskFileQueryFlags;
import io.edgevirt.Size;
import io.edgevirt.vsphere.soap.Request;
import java.util.Optional;

/**
 * Requests about the files and disks of datastores.
 *
 * @param files the server's manager of files
 * @param disks its manager of disks
 * @param datacenter the data centre, to vCenter, where a datastore's name is its own within one only; an ESXi host has
 *     but one and needs none
 */
public record DatastoreRequests(
        ManagedObjectReference files, ManagedObjectReference disks, Optional<ManagedObjectReference> datacenter) {

    private static final String TASK = "ManagedObjectReference";
    private static final long KIB = 1024;

    /**
     * Lists a folder.
     *
     * @param browser the datastore's browser
     * @param path the folder, such as {@code [datastore1] vm}
     * @param below whether the folders below are listed as well
     * @return the request, whose task tells what it found
     */
    public static Request search(ManagedObjectReference browser, String path, boolean below) {
        HostDatastoreBrowserSearchSpec spec = new HostDatastoreBrowserSearchSpec();
        VmDiskFileQuery disks = new VmDiskFileQuery();
        VmDiskFileQueryFlags flags = new VmDiskFileQueryFlags();
        flags.diskType = true;
        flags.capacityKb = true;
        flags.thin = true;
        disks.details = flags;
        spec.query = new FileQuery[] {disks, new FileQuery()};
        FileQueryFlags details = new FileQueryFlags();
        details.fileType = true;
        details.fileSize = true;
        details.modification = true;
        details.fileOwner = false;
        spec.details = details;
        spec.matchPattern = new String[] {"*"};
        return Request.on(browser, below ? "SearchDatastoreSubFolders_Task" : "SearchDatastore_Task")
                .with("datastorePath", "String", path)
                .with("searchSpec", "HostDatastoreBrowserSearchSpec", spec)
                .returning(TASK);
    }

    /**
     * Makes an empty disk.
     *
     * @param path the disk, such as {@code [datastore1] edgevirt/data.vmdk}
     * @param size its size, a multiple of 1 KiB
     * @param thin whether it takes space only as it fills
     * @return the request
     */
    public Request createDisk(String path, Size size, boolean thin) {
        FileBackedVirtualDiskSpec spec = new FileBackedVirtualDiskSpec();
        spec.diskType = thin ? "thin" : "preallocated";
        spec.adapterType = "lsiLogic";
        spec.capacityKb = size.bytes() / KIB;
        return within("datacenter", Request.on(disks, "CreateVirtualDisk_Task").with("name", "String", path))
                .with("spec", "VirtualDiskSpec", spec)
                .returning(TASK);
    }

    /**
     * Removes a disk with all its files.
     *
     * @param path the disk
     * @return the request
     */
    public Request deleteDisk(String path) {
        return within("datacenter", Request.on(disks, "DeleteVirtualDisk_Task").with("name", "String", path))
                .returning(TASK);
    }

    /**
     * Removes a file, or a folder with all that lies in it.
     *
     * @param path the file
     * @return the request
     */
    public Request deleteFile(String path) {
        return within(
                        "datacenter",
                        Request.on(files, "DeleteDatastoreFile_Task").with("name", "String", path))
                .returning(TASK);
    }

    /**
     * Gives a file its name; one that has it already is never replaced.
     *
     * @param from the file
     * @param to what it is called afterwards
     * @return the request
     */
    public Request moveFile(String from, String to) {
        Request source = Request.on(files, "MoveDatastoreFile_Task").with("sourceName", "String", from);
        Request both = within("sourceDatacenter", source).with("destinationName", "String", to);
        return within("destinationDatacenter", both)
                .with("force", "boolean", false)
                .returning(TASK);
    }

    /**
     * Gives a disk its name; one that has it already is never replaced.
     *
     * @param from the disk
     * @param to what it is called afterwards
     * @return the request
     */
    public Request moveDisk(String from, String to) {
        Request source = Request.on(disks, "MoveVirtualDisk_Task").with("sourceName", "String", from);
        Request both = within("sourceDatacenter", source).with("destName", "String", to);
        return within("destDatacenter", both).with("force", "boolean", false).returning(TASK);
    }

    /**
     * Makes a folder, and those above it that are missing.
     *
     * @param path the folder
     * @return the request
     */
    public Request makeFolder(String path) {
        return within("datacenter", Request.on(files, "MakeDirectory").with("name", "String", path))
                .with("createParentDirectories", "boolean", true);
    }

    /**
     * Makes a folder at the top of a vSAN or vVol datastore, where {@link #makeFolder} cannot.
     *
     * @param namespaces the server's manager of namespaces
     * @param datastore the datastore's id
     * @param name the folder's name
     * @return the request, which tells the folder's own path
     */
    public static Request makeNamespace(ManagedObjectReference namespaces, String datastore, String name) {
        return Request.on(namespaces, "CreateDirectory")
                .with("datastore", "ManagedObjectReference", Request.ref("Datastore", datastore))
                .with("displayName", "String", name)
                .returning("String");
    }

    private Request within(String argument, Request request) {
        return datacenter
                .map(d -> request.with(argument, "ManagedObjectReference", d))
                .orElse(request);
    }
}
