package io.warpctl.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.internal.SSLUtils;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.warpctl.apiserver.auth.Credentials;
import io.warpctl.apiserver.auth.Kubeconfig;
import java.net.InetAddress;
import java.time.Instant;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;

/** Where there is no native library for the machine. */
class JavaTlsTest {

    @Test
    void theServerChoosesWhatIsFastWithoutTheOptimisingCompiler() throws Exception {
        Credentials credentials = Credentials.transientFor(Set.of("localhost", "127.0.0.1"), Instant.now());
        Vertx vertx = Vertx.vertx();
        try {
            HttpServer server = vertx.createHttpServer(
                            Tls.set(new HttpServerOptions().setHost("127.0.0.1"), credentials, false))
                    .requestHandler(request -> request.response().end())
                    .listen(0)
                    .await();
            SSLContext admin = SSLUtils.sslContext(Config.fromKubeconfig(Kubeconfig.certificate(
                    "https://127.0.0.1", credentials.authority().identity(), "admin", credentials.admin())));
            try (SSLSocket socket = (SSLSocket)
                    admin.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), server.actualPort())) {
                // A client's own order: Java's has AES first.
                socket.setEnabledProtocols(new String[] {"TLSv1.3"});
                socket.setEnabledCipherSuites(new String[] {"TLS_AES_256_GCM_SHA384", "TLS_CHACHA20_POLY1305_SHA256"});
                socket.startHandshake();
                assertThat(socket.getSession().getCipherSuite()).isEqualTo("TLS_CHACHA20_POLY1305_SHA256");
            }
        } finally {
            vertx.close().await();
        }
    }
}
