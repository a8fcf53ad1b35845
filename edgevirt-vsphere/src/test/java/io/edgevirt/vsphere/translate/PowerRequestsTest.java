package io.edgevirt.vsphere.translate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.vmware.vim25.ManagedObjectReference;
import io.edgevirt.vsphere.soap.Request;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Requests that change what a machine is doing")
class PowerRequestsTest {

    private static final ManagedObjectReference VM = Request.ref("VirtualMachine", "vm-42");

    private static String bare(String method) {
        return "<" + method + " xmlns=\"urn:vim25\"><_this type=\"VirtualMachine\">vm-42</_this></" + method + ">";
    }

    @Test
    @DisplayName("name the machine and nothing else, so that the server chooses the host")
    void bare() {
        assertEquals(bare("PowerOnVM_Task"), PowerRequests.on(VM).xml());
        assertEquals(bare("PowerOffVM_Task"), PowerRequests.off(VM).xml());
        assertEquals(bare("SuspendVM_Task"), PowerRequests.suspend(VM).xml());
        assertEquals(bare("ResetVM_Task"), PowerRequests.reset(VM).xml());
        assertEquals(bare("ShutdownGuest"), PowerRequests.shutdown(VM).xml());
        assertEquals(bare("RebootGuest"), PowerRequests.reboot(VM).xml());
    }

    @Test
    @DisplayName("answer a question by its id and a choice's key")
    void answer() {
        assertEquals(
                "<AnswerVM xmlns=\"urn:vim25\"><_this type=\"VirtualMachine\">vm-42</_this>"
                        + "<questionId>_vmx1</questionId><answerChoice>2</answerChoice></AnswerVM>",
                PowerRequests.answer(VM, "_vmx1", "2").xml());
    }
}
