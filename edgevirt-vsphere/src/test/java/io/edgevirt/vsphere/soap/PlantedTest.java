package io.edgevirt.vsphere.soap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import com.vmware.vim25.ObjectContent;
import com.vmware.vim25.PropertyFilterSpec;
import com.vmware.vim25.ServiceContent;
import com.vmware.vim25.VimPortType;
import com.vmware.vim25.VirtualMachineConfigInfo;
import com.vmware.vim25.VirtualMachineRuntimeInfo;
import io.edgevirt.vsphere.sim.Effect;
import io.edgevirt.vsphere.sim.NeedsSimulator;
import java.rmi.RemoteException;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

@DisplayName("A reply of a newer version")
@NeedsSimulator
class PlantedTest {

    private static final Pattern CLOSING = Pattern.compile("</[A-Za-z]+>");

    private static final String[] STRANGERS = {
        "<fieldOfTomorrow>1</fieldOfTomorrow>",
        "<objectOfTomorrow xsi:type=\"TypeOfTomorrow\"><a>1</a><b><c/></b></objectOfTomorrow>",
        "<name xsi:type=\"TypeOfTomorrow\"><a/></name>",
        "<powerState>poweredSideways</powerState>",
        "<overallStatus>ultraviolet</overallStatus>",
    };

    private static Bench bench;

    @BeforeAll
    static void start() {
        bench = new Bench();
    }

    @AfterAll
    static void stop() {
        bench.close();
    }

    @BeforeEach
    void forget() {
        bench.relay.forget();
    }

    /** Strangers after one in three elements, wherever those stand but within texts. */
    private static String plant(String reply, Random random) {
        int body = reply.indexOf("Body>") + 5;
        int end = reply.lastIndexOf("</");
        end = reply.lastIndexOf("</", end - 1);
        Matcher closing = CLOSING.matcher(reply).region(body, end);
        StringBuilder planted = new StringBuilder(reply.substring(0, body));
        int at = body;
        while (closing.find()) {
            planted.append(reply, at, closing.end());
            at = closing.end();
            if (at < end && random.nextInt(3) == 0) {
                planted.append(STRANGERS[random.nextInt(STRANGERS.length)]);
            }
        }
        return planted.append(reply.substring(at))
                .toString()
                .replace("<soapenv:Body>", "<soapenv:Body xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">");
    }

    private static PropertyFilterSpec[] machine(VimPortType port, ServiceContent content) throws RemoteException {
        return new PropertyFilterSpec[] {Filters.one(vm(port, content), "config", "runtime", "summary", "guest")};
    }

    private static com.vmware.vim25.ManagedObjectReference vm(VimPortType port, ServiceContent content)
            throws RemoteException {
        return port.findByInventoryPath(content.getSearchIndex(), "/DC0/vm/DC0_H0_VM0");
    }

    @RepeatedTest(12)
    @DisplayName("is read by vijava with what vijava knows of it")
    void vijava(RepetitionInfo run) throws RemoteException {
        Random random = new Random(run.getCurrentRepetition());
        try (Vim vim = bench.connect()) {
            VimPortType port = vim.port();
            PropertyFilterSpec[] what = machine(port, vim.content());
            bench.relay.every("RetrieveProperties", Effect.reply(r -> plant(r, random)));
            bench.relay.every("RetrieveServiceContent", Effect.reply(r -> plant(r, random)));
            ObjectContent[] found = port.retrieveProperties(vim.content().getPropertyCollector(), what);
            assertEquals(1, found.length);
            assertNotNull(port.retrieveServiceContent(Request.ref("ServiceInstance", "ServiceInstance"))
                    .getAbout());
        }
    }

    @RepeatedTest(12)
    @DisplayName("opens a session as ever")
    void session(RepetitionInfo run) {
        Random random = new Random(run.getCurrentRepetition());
        for (String method : new String[] {"RetrieveServiceContent", "Login", "CurrentTime"}) {
            bench.relay.every(method, Effect.reply(r -> plant(r, random)));
        }
        try (Vim vim = bench.connect()) {
            assertEquals(bench.version(), vim.version().text());
            assertEquals(
                    "propertyCollector", vim.content().getPropertyCollector().getVal());
        }
    }

    @Test
    @DisplayName("keeps every value that vijava knows when a stranger stands beside it")
    void whole() throws RemoteException {
        try (Vim vim = bench.connect()) {
            VimPortType port = vim.port();
            PropertyFilterSpec[] what =
                    new PropertyFilterSpec[] {Filters.one(vm(port, vim.content()), "config", "runtime")};
            bench.relay.every(
                    "RetrieveProperties",
                    Effect.reply(r -> r.replace("<name>", "<tomorrow>x</tomorrow><name>")
                            .replace("<connectionState>", "<connectionStateX>q</connectionStateX><connectionState>")));
            ObjectContent found = port.retrieveProperties(vim.content().getPropertyCollector(), what)[0];
            VirtualMachineConfigInfo config = (VirtualMachineConfigInfo) found.getPropSet()[0].getVal();
            VirtualMachineRuntimeInfo runtime = (VirtualMachineRuntimeInfo) found.getPropSet()[1].getVal();
            assertEquals("DC0_H0_VM0", config.getName());
            assertEquals("poweredOn", runtime.getPowerState().name());
            assertEquals("HostSystem", runtime.getHost().getType());
        }
    }
}
