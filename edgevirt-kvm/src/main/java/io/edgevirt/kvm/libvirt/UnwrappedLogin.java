package io.edgevirt.kvm.libvirt;

import com.sun.jna.Pointer;
import org.libvirt.ConnectAuth;
import org.libvirt.jna.virConnectCredential;

/**
 * Answers libvirt's questions while libvirt-java opens a connection. The answers are written by {@link Login}, not
 * by libvirt-java, which gives libvirt memory to free that JNA frees again.
 */
final class UnwrappedLogin extends ConnectAuth {

    private final Login login;

    UnwrappedLogin(Credentials credentials) {
        login = new Login(credentials);
        credType = new CredentialType[] {
            CredentialType.VIR_CRED_USERNAME,
            CredentialType.VIR_CRED_AUTHNAME,
            CredentialType.VIR_CRED_PASSPHRASE,
            CredentialType.VIR_CRED_ECHOPROMPT,
            CredentialType.VIR_CRED_NOECHOPROMPT
        };
    }

    @Override
    public int authCallback(virConnectCredential questions, int count, Pointer data) {
        questions.setAutoSynch(false); // else JNA overwrites the answers with what the Java object holds
        return login.ask(questions.getPointer(), count, data);
    }

    /** Never asked: {@link #authCallback} answers before. */
    @Override
    public int callback(Credential[] questions) {
        return -1;
    }
}
