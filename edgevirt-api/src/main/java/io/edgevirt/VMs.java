package io.edgevirt;

/** The machines of a connection. */
public interface VMs extends Catalog<VM> {

    /**
     * Begins the definition of a machine; nothing happens before {@link VMDefinition#create()}.
     *
     * @param name its name; what characters are accepted is the system's, and named in the error
     * @return a builder
     */
    VMDefinition define(String name);

    /**
     * Defines a machine by the system's own text, verbatim: libvirt's domain XML. Nothing is created beside it, no
     * disk and no network.
     *
     * @param text the native definition
     * @return the machine, off
     * @throws InvalidSpecException if the text is not well-formed or names entities or a DTD
     * @throws AlreadyExistsException if a machine of that name exists; it is never changed
     * @throws UnsupportedFeatureException if the system has no native text
     */
    default VM defineNative(String text) {
        return prepareNative(text).run();
    }

    /**
     * The operation that {@link #defineNative} runs, to be checked and explained first.
     *
     * @param text the native definition
     * @return the operation
     */
    Operation<VM> prepareNative(String text);
}
