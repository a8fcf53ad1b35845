package io.edgevirt.vsphere.soap;

import io.edgevirt.Failure;
import io.edgevirt.OperationFailedException;
import io.edgevirt.http.Tls;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.Locale;

/**
 * What a vCenter that was verified itself says another server's certificate is known by, such as that of an ESXi host in a
 * lease's {@code deviceUrl}.
 *
 * @param hex 40 hexadecimal digits of SHA-1, as vSphere tells until 8.0, or 64 of SHA-256; lower case
 */
public record Thumbprint(String hex) {

    private static final int SHA_1 = 40;
    private static final int SHA_256 = 64;

    /**
     * Takes a thumbprint as it was told.
     *
     * @throws OperationFailedException if it is none: nothing is trusted by it
     */
    public Thumbprint {
        hex = hex.replace(":", "").strip().toLowerCase(Locale.ROOT);
        boolean known = hex.length() == SHA_1 || hex.length() == SHA_256;
        if (!known || !hex.chars().allMatch(c -> Character.digit(c, 16) >= 0)) {
            throw none(new CertificateException("neither SHA-1 nor SHA-256"));
        }
    }

    /**
     * The thumbprint of a certificate that was told as a whole, as {@code sslCertificate} is from 8.0 on.
     *
     * @param certificate the certificate in PEM
     * @return its SHA-256
     * @throws OperationFailedException if it is none
     */
    public static Thumbprint ofCertificate(String certificate) {
        try {
            X509Certificate x509 = (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(certificate.getBytes(StandardCharsets.US_ASCII)));
            return new Thumbprint(Tls.fingerprint(x509));
        } catch (CertificateException e) {
            throw none(e);
        }
    }

    /** This certificate and no other, since a server that was verified itself told of it. */
    Tls tls() {
        return Tls.judgedBy(
                this::judge,
                "if the host has a new certificate, disconnect and connect it in vCenter, which then knows it");
    }

    private void judge(X509Certificate shown) throws CertificateException {
        if (!fits(shown)) {
            throw new CertificateException("it is not the one that vSphere told of this host");
        }
    }

    private boolean fits(X509Certificate certificate) throws CertificateException {
        try {
            MessageDigest digest = MessageDigest.getInstance(hex.length() == SHA_1 ? "SHA-1" : "SHA-256");
            return HexFormat.of()
                    .formatHex(digest.digest(certificate.getEncoded()))
                    .equals(hex);
        } catch (GeneralSecurityException e) {
            throw new CertificateException(e);
        }
    }

    private static OperationFailedException none(Exception cause) {
        return new OperationFailedException(
                Failure.of("vSphere told a thumbprint or certificate of a host that is none")
                        .backend(Faults.BACKEND)
                        .cause(cause));
    }
}
