package io.edgevirt.proxmox.http;

/**
 * A parameter of a request.
 *
 * @param name its name
 * @param value its value, as it is sent before it is encoded
 * @param secret whether it is masked where a person may read it
 */
public record Argument(String name, String value, boolean secret) {

    private static final String MASK = "***";

    /**
     * What may be shown.
     *
     * @return the value, or a mask
     */
    public String shown() {
        return secret ? MASK : value;
    }

    @Override
    public String toString() {
        return name + "=" + shown();
    }
}
