package io.warpctl.apiserver.auth;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;

/** A certificate with its key. */
public record Identity(X509Certificate certificate, PrivateKey key) {

    /** Reads PEM. @throws GeneralSecurityException if it is not a certificate and a key */
    static Identity of(String certificatePem, String keyPem) throws GeneralSecurityException {
        X509Certificate certificate = Pem.certificate(certificatePem);
        return new Identity(
                certificate, Pem.key(keyPem, certificate.getPublicKey().getAlgorithm()));
    }

    /** The certificate as PEM. */
    public String certificatePem() {
        return Pem.of(certificate);
    }

    /** The key as PEM, PKCS #8. */
    public String keyPem() {
        return Pem.of(key);
    }
}
