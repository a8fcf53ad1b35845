package io.edgevirt;

/** The login with which a host joins a cluster. */
public interface NodeLogin {

    /**
     * The login's name.
     *
     * @param name such as {@code root}
     * @return this login
     */
    NodeLogin username(String name);

    /**
     * Its password.
     *
     * @param secret the password
     * @return this login
     */
    NodeLogin password(Secret secret);

    /**
     * The fingerprint of the host's certificate, where the system asks for it.
     *
     * @param text as the system shows it
     * @return this login
     */
    NodeLogin fingerprint(String text);
}
