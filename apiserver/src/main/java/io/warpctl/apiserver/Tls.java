package io.warpctl.apiserver;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.OpenSSLEngineOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import io.warpctl.apiserver.auth.Credentials;
import java.util.List;

/** How the server encrypts, and whose certificates it takes. */
final class Tls {

    /**
     * Java's own ciphers, best first. ChaCha20 is four times faster than AES where Java has no code of its own for AES, which is so
     * until its optimising compiler has come to it.
     */
    private static final List<String> CIPHERS = List.of(
            "TLS_CHACHA20_POLY1305_SHA256",
            "TLS_AES_128_GCM_SHA256",
            "TLS_AES_256_GCM_SHA384",
            "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384");

    private Tls() {}

    /**
     * Sets a server's options.
     *
     * @param library whether a native library is there for this machine; it encrypts with less work
     */
    static HttpServerOptions set(HttpServerOptions http, Credentials credentials, boolean library) {
        if (library) {
            http.setSslEngineOptions(new OpenSSLEngineOptions());
        } else {
            CIPHERS.forEach(http::addEnabledCipherSuite);
        }
        return http.setSsl(true)
                .setKeyCertOptions(new PemKeyCertOptions()
                        .setCertValue(Buffer.buffer(credentials.server().certificatePem()))
                        .setKeyValue(Buffer.buffer(credentials.server().keyPem())))
                .setClientAuth(ClientAuth.REQUEST)
                .setTrustOptions(new PemTrustOptions()
                        .addCertValue(
                                Buffer.buffer(credentials.authority().identity().certificatePem())));
    }
}
