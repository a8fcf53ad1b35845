package io.edgevirt;

/** The switches of a connection. */
public interface Switches extends Catalog<Switch> {

    /**
     * Begins the definition of a switch.
     *
     * @param name its name
     * @return a builder
     */
    SwitchDefinition define(String name);
}
