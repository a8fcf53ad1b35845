package io.edgevirt.vsphere.soap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.vmware.vim25.CustomizationPassword;
import com.vmware.vim25.OptionValue;
import com.vmware.vim25.VirtualDeviceConfigSpec;
import com.vmware.vim25.VirtualDeviceConfigSpecOperation;
import com.vmware.vim25.VirtualDisk;
import com.vmware.vim25.VirtualMachineBootOptions;
import com.vmware.vim25.VirtualMachineConfigSpec;
import io.edgevirt.InvalidSpecException;
import io.edgevirt.vsphere.vim.After;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import javax.xml.stream.XMLStreamException;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Group;
import net.jqwik.api.Label;
import net.jqwik.api.Property;

@Label("A request")
class RequestTest {

    private static final String PLAIN = "<Rename_Task xmlns=\"urn:vim25\"><_this type=\"VirtualMachine\">vm-1</_this>"
            + "<newName>a</newName></Rename_Task>";

    private static Request rename(String name) {
        return Request.on("VirtualMachine", "vm-1", "Rename_Task").with("newName", "string", name);
    }

    /** The body as a server reads it. */
    private static Node read(String body) throws XMLStreamException {
        String envelope = Envelope.around("", body);
        return Envelope.read(new ByteArrayInputStream(envelope.getBytes(StandardCharsets.UTF_8)));
    }

    private static boolean carries(String text) {
        return RequestText.carries(text);
    }

    @Group
    @Label("is written")
    class Written {

        @Example
        @Label("as its method with what it is called on and its arguments")
        void plain() {
            assertEquals(PLAIN, rename("a").xml());
        }

        @Example
        @Label("with the fields of the classes above first, and the type of what stands for another")
        void objects() {
            VirtualDisk disk = new VirtualDisk();
            disk.setKey(-1);
            disk.setCapacityInKB(8);
            VirtualDeviceConfigSpec change = new VirtualDeviceConfigSpec();
            change.setOperation(VirtualDeviceConfigSpecOperation.add);
            change.setDevice(disk);
            VirtualMachineConfigSpec spec = new VirtualMachineConfigSpec();
            spec.setName("x");
            spec.setDeviceChange(new VirtualDeviceConfigSpec[] {change});
            assertEquals(
                    "<ReconfigVM_Task xmlns=\"urn:vim25\"><_this type=\"VirtualMachine\">vm-1</_this><spec><name>x</name>"
                            + "<deviceChange><operation>add</operation><device xsi:type=\"VirtualDisk\"><key>-1</key>"
                            + "<capacityInKB>8</capacityInKB></device></deviceChange></spec></ReconfigVM_Task>",
                    Request.on("VirtualMachine", "vm-1", "ReconfigVM_Task")
                            .with("spec", "VirtualMachineConfigSpec", spec)
                            .xml());
        }

        @Example
        @Label("with the schema's type on a value that may be of any")
        void any() {
            OptionValue option = new OptionValue();
            option.setKey("k");
            option.setValue(7);
            String xml = Request.on("OptionManager", "o", "UpdateOptions")
                    .with("changedValue", "OptionValue[]", new OptionValue[] {option})
                    .xml();
            assertTrue(
                    xml.contains("<changedValue><key>k</key><value xsi:type=\"xsd:int\">7</value></changedValue>"),
                    xml);
        }

        @Example
        @Label("with a newer field where the schema has it")
        void after() {
            Newer options = new Newer();
            options.setBootDelay(5L);
            options.setEnterBIOSSetup(true);
            options.between = true;
            String xml = Request.on("VirtualMachine", "vm-1", "X")
                    .with("o", "VirtualMachineBootOptions", options)
                    .xml();
            assertTrue(xml.contains("<bootDelay>5</bootDelay><between>true</between><enterBIOSSetup>true"), xml);
        }
    }

    /** A field of the kind that a newer version puts between old ones. */
    public static class Newer extends VirtualMachineBootOptions {
        private static final long serialVersionUID = 1L;

        @After("bootDelay")
        public Boolean between;
    }

    @Group
    @Label("never makes markup of data")
    class Hostile {

        @Property
        @Label("in a text")
        void text(@ForAll String name) throws XMLStreamException {
            if (carries(name)) {
                assertEquals(name, read(rename(name).xml()).textOf("newName"));
            } else {
                assertThrows(InvalidSpecException.class, () -> rename(name).xml());
            }
        }

        @Property
        @Label("in an object's id and type")
        void reference(@ForAll String type, @ForAll String id) throws XMLStreamException {
            Request request = Request.on("T" + type, id, "M");
            if (carries(type) && carries(id)) {
                Node self = read(request.xml()).children().get(0);
                assertEquals(id, self.text());
                assertEquals("_this", self.name());
                assertEquals(1, read(request.xml()).children().size());
            } else {
                assertThrows(InvalidSpecException.class, request::xml);
            }
        }

        @Example
        @Label("an id that would close its element")
        void closing() throws XMLStreamException {
            Request request = Request.on("VirtualMachine", "vm-1</_this><evil/>", "Destroy_Task");
            assertEquals(1, read(request.xml()).children().size());
        }

        @Property
        @Label("in a header")
        void header(@ForAll String token) throws XMLStreamException {
            if (carries(token)) {
                String envelope = Envelope.around(NativeXml.header("operationID", token), "<M/>");
                assertEquals("M", Envelope.method(envelope));
            }
        }

        @Example
        @Label("and names the field that holds what XML cannot carry, but not a secret's text")
        void named() {
            Request login = Request.on("SessionManager", "s", "Login").with("password", "string", "geheim\0");
            InvalidSpecException e = assertThrows(InvalidSpecException.class, login::xml);
            assertEquals("password", e.violations().get(0).field());
            assertFalse(e.toString().contains("geheim"), e.toString());
        }
    }

    @Group
    @Label("is shown")
    class Shown {

        @Example
        @Label("indented, without namespaces")
        void indented() {
            assertEquals(
                    "<Rename_Task>\n  <_this type=\"VirtualMachine\">vm-1</_this>\n  <newName>a</newName>\n</Rename_Task>",
                    rename("a").shown());
        }

        @Property
        @Label("without its secrets")
        void masked(@ForAll("secrets") String secret) {
            CustomizationPassword password = new CustomizationPassword();
            password.setValue(secret);
            OptionValue userData = new OptionValue();
            userData.setKey("guestinfo.userdata");
            userData.setValue(secret);
            String shown = Request.on("X", "x", "M")
                    .with("password", "string", secret)
                    .with("cloneTicket", "string", secret)
                    .with("adminPassword", "CustomizationPassword", password)
                    .with("extraConfig", "OptionValue[]", new OptionValue[] {userData})
                    .shown();
            assertFalse(shown.contains(secret), shown);
        }

        @net.jqwik.api.Provide
        net.jqwik.api.Arbitrary<String> secrets() {
            return net.jqwik.api.Arbitraries.strings().alpha().ofLength(12);
        }

        @Example
        @Label("by its method alone where it is printed")
        void printed() {
            assertEquals(
                    "Login",
                    Request.on("S", "s", "Login")
                            .with("password", "string", "x")
                            .toString());
        }
    }
}
