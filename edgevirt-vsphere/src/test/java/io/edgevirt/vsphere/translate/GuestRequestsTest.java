package io.edgevirt.vsphere.translate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.vmware.vim25.GuestProgramSpec;
import com.vmware.vim25.ManagedObjectReference;
import io.edgevirt.Secret;
import io.edgevirt.spi.GuestLogin;
import io.edgevirt.vsphere.soap.Request;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Requests to a guest's tools")
class GuestRequestsTest {

    private static final ManagedObjectReference FILES = Request.ref("GuestFileManager", "guestOperationsFileManager");
    private static final ManagedObjectReference PROCESSES =
            Request.ref("GuestProcessManager", "guestOperationsProcessManager");

    private final GuestRequests guest = new GuestRequests(
            Request.ref("VirtualMachine", "vm-42"), new GuestLogin("ro<ot", Secret.of("p&w]]>".toCharArray())));

    private static String envelope(String method, String manager, String rest) {
        return "<" + method + " xmlns=\"urn:vim25\"><_this type=\"Guest" + manager + "Manager\">guestOperations"
                + manager + "Manager</_this><vm type=\"VirtualMachine\">vm-42</vm>"
                + "<auth xsi:type=\"NamePasswordAuthentication\"><interactiveSession>false</interactiveSession>"
                + "<username>ro&lt;ot</username><password>p&amp;w]]&gt;</password></auth>" + rest + "</" + method + ">";
    }

    @Test
    @DisplayName("start a program with the guest's own login")
    void start() {
        GuestProgramSpec program = new GuestProgramSpec();
        program.programPath = "/bin/sh";
        program.arguments = "-c 'a > \"b\"'";

        assertEquals(
                envelope(
                        "StartProgramInGuest",
                        "Process",
                        "<spec><programPath>/bin/sh</programPath><arguments>-c 'a &gt; \"b\"'</arguments></spec>"),
                guest.start(PROCESSES, program).xml());
    }

    @Test
    @DisplayName("ask for one process")
    void process() {
        assertEquals(
                envelope("ListProcessesInGuest", "Process", "<pids>4711</pids>"),
                guest.process(PROCESSES, 4711).xml());
    }

    @Test
    @DisplayName("make and delete a file for output")
    void temporary() {
        assertEquals(
                envelope("CreateTemporaryFileInGuest", "File", "<prefix>edgevirt-</prefix><suffix>.out</suffix>"),
                guest.temporaryFile(FILES, ".out").xml());
        assertEquals(
                envelope("DeleteFileInGuest", "File", "<filePath>/tmp/x</filePath>"),
                guest.delete(FILES, "/tmp/x").xml());
    }

    @Test
    @DisplayName("ask where a file is read from and written to")
    void transfer() {
        assertEquals(
                envelope("InitiateFileTransferFromGuest", "File", "<guestFilePath>C:\\a b.txt</guestFilePath>"),
                guest.read(FILES, "C:\\a b.txt").xml());
        assertEquals(
                envelope(
                        "InitiateFileTransferToGuest",
                        "File",
                        "<guestFilePath>/etc/motd</guestFilePath><fileAttributes></fileAttributes>"
                                + "<fileSize>5000000000</fileSize><overwrite>true</overwrite>"),
                guest.write(FILES, "/etc/motd", 5_000_000_000L).xml());
    }

    @Test
    @DisplayName("do not show the password")
    void masked() {
        Request request = guest.process(PROCESSES, 1);

        assertFalse(request.shown().contains("p&"));
        assertFalse(request.toString().contains("p&"));
        assertFalse(guest.toString().contains("p&"));
    }
}
