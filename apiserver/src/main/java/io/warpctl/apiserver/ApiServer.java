package io.warpctl.apiserver;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.OpenSSLEngineOptions;
import io.warpctl.apiserver.auth.AccessReviews;
import io.warpctl.apiserver.auth.Authenticator;
import io.warpctl.apiserver.auth.Credentials;
import io.warpctl.apiserver.auth.Kubeconfig;
import io.warpctl.apiserver.auth.Rbac;
import io.warpctl.apiserver.auth.ServiceAccountTokens;
import io.warpctl.apiserver.auth.TokenAuthenticator;
import io.warpctl.apiserver.http.AuditLog;
import io.warpctl.apiserver.http.ConnectionGuard;
import io.warpctl.apiserver.http.HttpFront;
import io.warpctl.apiserver.http.Wiring;
import io.warpctl.apiserver.store.ObjectStore;
import io.warpctl.apiserver.store.StoreOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Kubernetes-compatible API server in this process: custom resources and the few built-in kinds an operator lives on, kept in
 * SQLite, served over HTTPS.
 */
public final class ApiServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ApiServer.class);
    private static final long AUDIT_FILE_BYTES = 32 << 20;
    private static final int AUDIT_FILES = 8;
    private static final String KUBECONFIG = "admin.kubeconfig";
    private final ApiServerOptions options;
    private final Credentials credentials;
    private final ObjectStore store;
    private final Vertx vertx;
    private final Wiring wiring;
    private final HttpFront front;
    private final AuditLog audit;

    private ApiServer(
            ApiServerOptions options,
            Credentials credentials,
            ObjectStore store,
            Vertx vertx,
            Wiring wiring,
            HttpFront front,
            AuditLog audit) {
        this.audit = audit;
        this.options = options;
        this.credentials = credentials;
        this.store = store;
        this.vertx = vertx;
        this.wiring = wiring;
        this.front = front;
    }

    /**
     * Starts a server and returns when it answers requests.
     *
     * @throws io.warpctl.apiserver.store.StoreException if the data directory cannot be used; the message is for users
     * @throws IllegalStateException if the port is taken; the message is for users
     */
    public static ApiServer start(ApiServerOptions options) {
        ObjectStore store =
                ObjectStore.open(new StoreOptions(options.dataDir(), options.historyAge(), options.historyChanges()));
        store.loss().ifPresent(text -> LOG.error("{}", text));
        Vertx vertx = null;
        Wiring wiring = null;
        AuditLog audit = AuditLog.none();
        try {
            audit = audit(options);
            Credentials credentials = credentials(options);
            ConnectionGuard guard = new ConnectionGuard();
            vertx = Vertx.builder()
                    .with(vertxOptions())
                    .withTransport(guard.transport())
                    .build();
            Rbac rbac = new Rbac(store);
            ServiceAccountTokens accounts = new ServiceAccountTokens(credentials.tokenKey(), store, options.clock());
            List<TokenAuthenticator> tokens = new ArrayList<>(options.tokens());
            tokens.add(accounts);
            wiring = new Wiring(
                    store,
                    new Authenticator(tokens),
                    rbac,
                    new AccessReviews(rbac, accounts, store, options.clock()),
                    options.clock(),
                    audit);
            HttpFront front = wiring.front(vertx, guard);
            try {
                front.listen(http(options, credentials)).await(30, TimeUnit.SECONDS);
            } catch (Exception e) {
                throw new IllegalStateException(
                        "the API server cannot listen on " + options.host() + ":" + options.port() + " ("
                                + e.getMessage() + "): free the port or choose another",
                        e);
            }
            ApiServer server = new ApiServer(options, credentials, store, vertx, wiring, front, audit);
            server.writeKubeconfig();
            return server;
        } catch (RuntimeException e) {
            release(wiring, vertx, store, audit);
            throw e;
        }
    }

    /** Starts a server on another thread. */
    public static CompletionStage<ApiServer> startAsync(ApiServerOptions options) {
        return CompletableFuture.supplyAsync(() -> start(options));
    }

    private static VertxOptions vertxOptions() {
        return new VertxOptions()
                // It serves no files, and a cache of them would stay behind when it is killed.
                .setFileSystemOptions(
                        new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false))
                .setEventLoopPoolSize(2)
                .setWorkerPoolSize(1)
                .setInternalBlockingPoolSize(2);
    }

    private static Credentials credentials(ApiServerOptions options) {
        Set<String> names = new LinkedHashSet<>(List.of("localhost", "127.0.0.1", "::1"));
        if (!options.host().equals("0.0.0.0") && !options.host().equals("::")) {
            names.add(options.host());
        }
        names.addAll(options.names());
        try {
            return options.dataDir().isEmpty()
                    ? Credentials.transientFor(names, options.clock().instant())
                    : Credentials.in(
                            options.dataDir().get().resolve("pki"),
                            names,
                            options.clock().instant());
        } catch (IOException e) {
            throw new UncheckedIOException("the server's certificates cannot be read or written: " + e.getMessage(), e);
        }
    }

    private static AuditLog audit(ApiServerOptions options) {
        if (options.dataDir().isEmpty()) {
            return AuditLog.none();
        }
        Path folder = options.dataDir().get().resolve("audit");
        try {
            return AuditLog.in(folder, options.clock(), AUDIT_FILE_BYTES, AUDIT_FILES);
        } catch (IOException e) {
            throw new UncheckedIOException("the audit log in " + folder + " cannot be written: " + e.getMessage(), e);
        }
    }

    private static HttpServerOptions http(ApiServerOptions options, Credentials credentials) {
        HttpServerOptions http = new HttpServerOptions()
                .setHost(options.host())
                .setPort(options.port())
                .setMaxHeaderSize(64 << 10)
                .setMaxInitialLineLength(64 << 10)
                .setHandle100ContinueAutomatically(true)
                .setMaxWebSocketFrameSize(64 << 10)
                .setTcpNoDelay(true)
                .setUseAlpn(false);
        if (options.tls()) {
            Tls.set(http, credentials, OpenSSLEngineOptions.isAvailable());
        }
        return http;
    }

    private void writeKubeconfig() {
        Optional<Path> file = options.dataDir().map(dir -> dir.resolve(KUBECONFIG));
        if (file.isPresent()) {
            try {
                Credentials.writePrivate(file.get(), kubeconfig());
            } catch (IOException e) {
                throw new UncheckedIOException("the kubeconfig " + file.get() + " cannot be written", e);
            }
        }
    }

    /** The port it listens on. */
    public int port() {
        return front.port();
    }

    /** The URL it is reached by on this machine. */
    public String url() {
        String host = switch (options.host()) {
            case "0.0.0.0" -> "127.0.0.1";
            case "::" -> "[::1]";
            default -> options.host().contains(":") ? "[" + options.host() + "]" : options.host();
        };
        return (options.tls() ? "https://" : "http://") + host + ":" + port();
    }

    /** A kubeconfig of a user who may do everything. */
    public String kubeconfig() {
        return Kubeconfig.certificate(
                url(), credentials.authority().identity(), "kubernetes-admin", credentials.admin());
    }

    /** The keys and certificates, to issue more from. */
    public Credentials credentials() {
        return credentials;
    }

    /** The identity of the cluster: the uid of namespace {@code kube-system}. */
    public String clusterUid() {
        return wiring.clusterUid();
    }

    /** Forgets all but the newest versions, as it does by itself in time; completes when done. */
    public CompletableFuture<Void> compact() {
        return store.compact(store.version());
    }

    /**
     * Encrypts Secrets on disk with a new key and forgets the old one; completes when all of them are. In memory there is nothing to
     * do.
     */
    public CompletableFuture<Void> rotateSecretsKey() {
        return store.rotateSecretsKey();
    }

    /** Ends watches, finishes what is under way, closes the store. */
    @Override
    public void close() {
        try {
            front.close().await(10, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException("the API server did not close in order", e);
        } finally {
            release(wiring, vertx, store, audit);
        }
    }

    private static void release(Wiring wiring, Vertx vertx, ObjectStore store, AuditLog audit) {
        if (wiring != null) {
            wiring.close();
        }
        if (vertx != null) {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
        store.close();
        try {
            audit.close();
        } catch (IOException e) {
            LOG.warn("the audit log could not be closed: {}", e.getMessage());
        }
    }
}
