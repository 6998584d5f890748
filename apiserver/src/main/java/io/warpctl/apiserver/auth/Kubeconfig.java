package io.warpctl.apiserver.auth;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Kubeconfig files for this server. */
public final class Kubeconfig {

    private Kubeconfig() {}

    /** One that signs in with a certificate. @param url of the server, e.g. {@code https://127.0.0.1:6443} */
    public static String certificate(String url, Identity authority, String user, Identity client) {
        return head(url, user, "certificate-authority-data: " + data(authority.certificatePem()))
                + "    client-certificate-data: " + data(client.certificatePem()) + "\n"
                + "    client-key-data: " + data(client.keyPem()) + "\n";
    }

    /** One that signs in with a token. */
    public static String token(String url, Identity authority, String user, String token) {
        return head(url, user, "certificate-authority-data: " + data(authority.certificatePem())) + "    token: "
                + token + "\n";
    }

    /** One for a server without TLS, which only tests have. */
    public static String plain(String url, String user, String token) {
        return head(url, user, "insecure-skip-tls-verify: false") + "    token: " + token + "\n";
    }

    private static String head(String url, String user, String trust) {
        return String.join(
                "\n",
                "apiVersion: v1",
                "kind: Config",
                "clusters:",
                "- name: warp",
                "  cluster:",
                "    server: " + url,
                "    " + trust,
                "contexts:",
                "- name: warp",
                "  context:",
                "    cluster: warp",
                "    user: " + user,
                "current-context: warp",
                "users:",
                "- name: " + user,
                "  user:",
                "");
    }

    private static String data(String pem) {
        return Base64.getEncoder().encodeToString(pem.getBytes(StandardCharsets.US_ASCII));
    }
}
