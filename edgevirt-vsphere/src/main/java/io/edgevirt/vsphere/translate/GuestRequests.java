package io.edgevirt.vsphere.translate;

import com.vmware.vim25.GuestFileAttributes;
import com.vmware.vim25.GuestProgramSpec;
import com.vmware.vim25.ManagedObjectReference;
import com.vmware.vim25.NamePasswordAuthentication;
import io.edgevirt.spi.GuestLogin;
import io.edgevirt.vsphere.soap.Request;

/**
 * What is asked of a guest through its tools. Each request carries the guest's own login, whose password is masked where
 * the request is shown.
 *
 * @param vm the machine
 * @param login the guest's own login
 */
public record GuestRequests(ManagedObjectReference vm, GuestLogin login) {

    /**
     * Starts a program.
     *
     * @param processes the {@code GuestProcessManager}
     * @param program what to start
     * @return the request, answered by the process's id
     */
    public Request start(ManagedObjectReference processes, GuestProgramSpec program) {
        return ask(processes, "StartProgramInGuest")
                .with("spec", "GuestProgramSpec", program)
                .returning("long");
    }

    /**
     * Asks how a process is. The tools remember one for five minutes after its end.
     *
     * @param processes the {@code GuestProcessManager}
     * @param process the process's id
     * @return the request, answered by {@code GuestProcessInfo[]}
     */
    public Request process(ManagedObjectReference processes, long process) {
        return ask(processes, "ListProcessesInGuest")
                .with("pids", "long[]", new long[] {process})
                .returning("GuestProcessInfo[]");
    }

    /**
     * Makes an empty file of a name that no other has, in the guest's own folder for such.
     *
     * @param files the {@code GuestFileManager}
     * @param suffix the end of its name
     * @return the request, answered by the guest's path
     */
    public Request temporaryFile(ManagedObjectReference files, String suffix) {
        return ask(files, "CreateTemporaryFileInGuest")
                .with("prefix", "String", "edgevirt-")
                .with("suffix", "String", suffix)
                .returning("String");
    }

    /**
     * Deletes a file.
     *
     * @param files the {@code GuestFileManager}
     * @param path the guest's path
     * @return the request
     */
    public Request delete(ManagedObjectReference files, String path) {
        return ask(files, "DeleteFileInGuest").with("filePath", "String", path);
    }

    /**
     * Asks for the address that a file is read from.
     *
     * @param files the {@code GuestFileManager}
     * @param path the guest's path
     * @return the request, answered by {@code FileTransferInformation}
     */
    public Request read(ManagedObjectReference files, String path) {
        return ask(files, "InitiateFileTransferFromGuest")
                .with("guestFilePath", "String", path)
                .returning("FileTransferInformation");
    }

    /**
     * Asks for the address that a file is written to, replacing one that is there.
     *
     * @param files the {@code GuestFileManager}
     * @param path the guest's path
     * @param size how many bytes will follow
     * @return the request, answered by an address
     */
    public Request write(ManagedObjectReference files, String path, long size) {
        return ask(files, "InitiateFileTransferToGuest")
                .with("guestFilePath", "String", path)
                .with("fileAttributes", "GuestFileAttributes", new GuestFileAttributes())
                .with("fileSize", "long", size)
                .with("overwrite", "boolean", true)
                .returning("String");
    }

    private Request ask(ManagedObjectReference manager, String method) {
        NamePasswordAuthentication auth = new NamePasswordAuthentication();
        auth.username = login.user();
        auth.password = String.valueOf(login.password().reveal());
        return Request.on(manager, method)
                .with("vm", "ManagedObjectReference", vm)
                .with("auth", "GuestAuthentication", auth);
    }
}
