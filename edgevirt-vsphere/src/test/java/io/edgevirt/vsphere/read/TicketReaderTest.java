package io.edgevirt.vsphere.read;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.vmware.vim25.VirtualMachineTicket;
import io.edgevirt.OperationFailedException;
import io.edgevirt.RemoteDisplay;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A ticket for a machine's screen")
class TicketReaderTest {

    private static VirtualMachineTicket ticket(String text) {
        VirtualMachineTicket ticket = new VirtualMachineTicket();
        ticket.ticket = text;
        ticket.cfgFile = "/vmfs/volumes/a/b.vmx";
        return ticket;
    }

    @Test
    @DisplayName("leads to a WebSocket of the host, and is not part of what is printed")
    void host() {
        VirtualMachineTicket ticket = ticket("1a2b3c");
        ticket.host = "esx7.example.com";
        ticket.port = 9443;
        RemoteDisplay display = TicketReader.webMks(ticket, "vc.example.com");

        assertEquals(RemoteDisplay.Kind.WEBMKS, display.kind());
        assertEquals(URI.create("wss://esx7.example.com:9443/ticket/"), display.uri());
        assertEquals("1a2b3c", String.valueOf(display.ticket().orElseThrow().reveal()));
        assertEquals(Optional.empty(), display.expires(), "the server does not say");
        assertFalse(display.toString().contains("1a2b3c"));
    }

    @Test
    @DisplayName("leads to the server itself where it names no host")
    void server() {
        assertEquals(
                URI.create("wss://[fd00::1]:443/ticket/"),
                TicketReader.webMks(ticket("x"), "fd00::1").uri());
    }

    @Test
    @DisplayName("is none without its characters, or with a host that is none")
    void strange() {
        VirtualMachineTicket odd = ticket("x");
        odd.host = "a b/..?";

        assertThrows(OperationFailedException.class, () -> TicketReader.webMks(ticket(""), "vc"));
        assertThrows(OperationFailedException.class, () -> TicketReader.webMks(odd, "vc"));
    }
}
