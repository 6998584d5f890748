package io.warpctl.bench.api;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.internal.SSLUtils;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;

/** The administrator of a data directory, by the client certificate of its kubeconfig. */
record Admin(KeyManager[] keys, TrustManager[] trust) {

    static Admin of(Path data) throws IOException {
        Config config = Config.fromKubeconfig(Files.readString(data.resolve("admin.kubeconfig")));
        try {
            return new Admin(SSLUtils.keyManagers(config), SSLUtils.trustManagers(config));
        } catch (GeneralSecurityException e) {
            throw new IOException("the kubeconfig's certificates cannot be read", e);
        }
    }

    Connection connect(int port) throws IOException {
        SSLSocket socket =
                (SSLSocket) context().getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        return new Connection(socket);
    }

    SSLContext context() {
        return SSLUtils.sslContext(keys, trust);
    }
}
