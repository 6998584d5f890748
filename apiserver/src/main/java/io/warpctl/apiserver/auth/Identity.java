package io.warpctl.apiserver.auth;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;

/** A certificate with its key. */
public record Identity(X509Certificate certificate, PrivateKey key) {

    /** The certificate as PEM. */
    public String certificatePem() {
        return Pem.of(certificate);
    }

    /** The key as PEM, PKCS #8. */
    public String keyPem() {
        return Pem.of(key);
    }
}
