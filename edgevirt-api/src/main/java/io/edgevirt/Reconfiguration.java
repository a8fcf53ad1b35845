package io.edgevirt;

/**
 * A change of a machine's configuration. {@link #apply()} is whole and in effect when it returns; what needs a stop is
 * an {@link InvalidStateException} that names the fields, unless {@link #atNextStart()} accepts that.
 */
public interface Reconfiguration extends Operation<VM> {

    /**
     * Virtual processors.
     *
     * @param count one or more
     * @return this builder
     */
    Reconfiguration cpus(int count);

    /**
     * Memory; it ends dynamic memory unless {@link #dynamicMemory} is called as well.
     *
     * @param size more than zero
     * @return this builder
     */
    Reconfiguration memory(Size size);

    /**
     * Lets the system move memory between two bounds by itself ({@link Feature#DYNAMIC_MEMORY}).
     *
     * @param minimum the least
     * @param maximum the most
     * @return this builder
     */
    Reconfiguration dynamicMemory(Size minimum, Size maximum);

    /**
     * Exposes virtualization to the guest.
     *
     * @param on whether
     * @return this builder
     */
    Reconfiguration nestedVirtualization(boolean on);

    /**
     * A description for people.
     *
     * @param text any text
     * @return this builder
     */
    Reconfiguration description(String text);

    /**
     * Sets a tag.
     *
     * @param key the tag's key
     * @param value its value
     * @return this builder
     */
    Reconfiguration tag(String key, String value);

    /**
     * Starts it with its host, or no longer.
     *
     * @param on whether
     * @return this builder
     */
    Reconfiguration autostart(boolean on);

    /**
     * Accepts that what needs a stop takes effect at the next start; {@link VMConfig#atNextStart()} names it then.
     *
     * @return this builder
     */
    Reconfiguration atNextStart();

    /**
     * Carries out the change.
     *
     * @return the machine
     */
    default VM apply() {
        return run();
    }
}
