package io.edgevirt.vsphere.soap;

import com.vmware.vim25.ManagedObjectReference;
import com.vmware.vim25.ws.Argument;
import io.edgevirt.vsphere.read.Reference;
import java.util.ArrayList;
import java.util.List;

/**
 * One request to vSphere, made of vijava's data objects; it does nothing by itself.
 *
 * @param method the API's method, such as {@code CreateVM_Task}
 * @param arguments what it is called with, {@code _this} first, in the order of the vim25 schema
 * @param returns the type that it returns, such as {@code ManagedObjectReference} or {@code HostTpmAttestationReport[]};
 *     empty if it returns nothing
 */
public record Request(String method, List<Argument> arguments, String returns) {

    // Copies the list.
    public Request {
        arguments = List.copyOf(arguments);
    }

    /**
     * A request to a managed object.
     *
     * @param self the object
     * @param method the method
     * @return the request, so far without further arguments and without a result
     */
    public static Request on(ManagedObjectReference self, String method) {
        return new Request(method, List.of(new Argument("_this", "ManagedObjectReference", self)), "");
    }

    /**
     * A request to a managed object that is known by its id.
     *
     * @param type its type, such as {@code VirtualMachine}
     * @param id its id, such as {@code vm-42}
     * @param method the method
     * @return the request, so far without further arguments and without a result
     */
    public static Request on(String type, String id, String method) {
        return on(ref(type, id), method);
    }

    /**
     * A request to a managed object that was read.
     *
     * @param self the object
     * @param method the method
     * @return the request, so far without further arguments and without a result
     */
    public static Request on(Reference self, String method) {
        return on(self.type(), self.id(), method);
    }

    /**
     * A reference to a managed object.
     *
     * @param type its type, such as {@code VirtualMachine}
     * @param id its id, such as {@code vm-42}
     * @return the reference
     */
    public static ManagedObjectReference ref(String type, String id) {
        ManagedObjectReference reference = new ManagedObjectReference();
        reference.setType(type);
        reference.setVal(id);
        return reference;
    }

    /**
     * The same with a further argument.
     *
     * @param name its name in the schema
     * @param type its declared type in the schema, such as {@code VirtualMachineConfigSpec}, {@code xsd:string}'s short
     *     form {@code String}, or either with {@code []}
     * @param value a data object of vijava or a subclass of one, a string, a boxed number, a truth value, or an array of
     *     such
     * @return a copy
     */
    public Request with(String name, String type, Object value) {
        List<Argument> more = new ArrayList<>(arguments);
        more.add(new Argument(name, type, value));
        return new Request(method, more, returns);
    }

    /**
     * The same with a result.
     *
     * @param type what it returns
     * @return a copy
     */
    public Request returning(String type) {
        return new Request(method, arguments, type);
    }

    /**
     * The request as it is sent: the element within the envelope's body.
     *
     * @return XML on one line
     * @throws io.edgevirt.InvalidSpecException if a text holds what XML cannot carry
     */
    public String xml() {
        return NativeXml.sent(this);
    }

    /**
     * The request for people: indented, secrets masked.
     *
     * @return XML on several lines
     */
    public String shown() {
        return NativeXml.shown(this);
    }

    /** The method alone: arguments may be secret. */
    @Override
    public String toString() {
        return method;
    }
}
