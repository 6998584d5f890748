package io.warpctl.operator.harness;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.warpctl.apiserver.ApiServer;
import io.warpctl.apiserver.ApiServerOptions;
import io.warpctl.crds.CrdInstaller;
import io.warpctl.crds.WarpHostPlan;
import io.warpctl.crds.WarpService;
import io.warpctl.crds.common.Condition;
import io.warpctl.crds.common.Conditions;
import io.warpctl.operator.Operator;
import io.warpctl.operator.OperatorOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.awaitility.Awaitility;

/** An API server in memory with an operator and fake nodes. */
public final class Cluster implements AutoCloseable {
    /** Where the objects of the tests are. */
    public static final String NAMESPACE = "default";

    private static final int CONFLICT = 409;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final ApiServer server = ApiServer.start(ApiServerOptions.inMemory());
    private final List<FakeNode> nodes = new ArrayList<>();
    private final KubernetesClient people = client("kubectl");
    private Optional<Operator> operator = Optional.empty();

    static {
        Awaitility.setDefaultTimeout(PATIENCE);
    }

    /** A server with the custom resources and a running operator. */
    public static Cluster start() {
        Cluster cluster = new Cluster();
        CrdInstaller.install(cluster.people, PATIENCE);
        cluster.startOperator();
        return cluster;
    }

    /** How the server is reached. */
    public Config config() {
        Config config = Config.fromKubeconfig(server.kubeconfig());
        return config;
    }

    /** A client whose writes carry the given name. */
    public KubernetesClient client(String userAgent) {
        return new KubernetesClientBuilder()
                .withConfig(new ConfigBuilder(config()).withUserAgent(userAgent).build())
                .build();
    }

    /** The client of a person. */
    public KubernetesClient people() {
        return people;
    }

    /** Starts the operator. */
    public void startOperator() {
        operator = Optional.of(Operator.start(OperatorOptions.of(config())));
    }

    /** Stops the operator. */
    public void stopOperator() {
        operator.ifPresent(Operator::close);
        operator = Optional.empty();
    }

    /** Joins a host. */
    public FakeNode node(String name, Map<String, String> labels) {
        FakeNode node = new FakeNode(client("warp-node"), name, labels);
        nodes.add(node);
        return node;
    }

    /** No node follows its plan or reports from now on. */
    public void pauseNodes() {
        nodes.forEach(FakeNode::silence);
    }

    /** Applies what a person would, server side. */
    public <T extends HasMetadata> T apply(T object) {
        object.getMetadata().setNamespace(NAMESPACE);
        return people.resource(object).fieldManager("kubectl").forceConflicts().serverSideApply();
    }

    /** Changes a service as a person would: looks again when the operator wrote in between. */
    public void edit(String service, UnaryOperator<WarpService> change) {
        Awaitility.await("change of service " + service)
                .atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .until(() -> edited(service, change));
    }

    private boolean edited(String service, UnaryOperator<WarpService> change) {
        try {
            people.resources(WarpService.class)
                    .inNamespace(NAMESPACE)
                    .withName(service)
                    .edit(change);
            return true;
        } catch (KubernetesClientException e) {
            if (e.getCode() == CONFLICT) {
                return false;
            }
            throw e;
        }
    }

    /** The service as it is. */
    public WarpService service(String name) {
        return people.resources(WarpService.class)
                .inNamespace(NAMESPACE)
                .withName(name)
                .get();
    }

    /** The plan of a host as it is. */
    public WarpHostPlan plan(String host) {
        return people.resources(WarpHostPlan.class).withName(host).get();
    }

    /** Waits until the service is as asked for, and gives it. */
    public WarpService await(String service, String what, Predicate<WarpService> condition) {
        Awaitility.await(what + " of service " + service)
                .atMost(PATIENCE)
                .conditionEvaluationListener(evaluated -> {
                    if (evaluated.getRemainingTimeInMS() <= 0) {
                        System.err.println(people.getKubernetesSerialization().asYaml(service(service)));
                    }
                })
                .pollInterval(Duration.ofMillis(25))
                .until(() -> {
                    WarpService now = service(service);
                    return now != null && now.getStatus() != null && condition.test(now);
                });
        return service(service);
    }

    /** Waits until the condition of the service has the status and reason, said of its present generation. */
    public Condition awaitCondition(String service, String type, Condition.Status status, String reason) {
        WarpService found = await(
                service,
                type + "=" + status + " " + reason,
                now -> Conditions.find(now.getStatus().conditions(), type)
                        .filter(condition -> condition.status() == status)
                        .filter(condition -> condition.reason().equals(reason))
                        .filter(condition -> condition
                                .observedGeneration()
                                .equals(now.getMetadata().getGeneration()))
                        .isPresent());
        return Conditions.find(found.getStatus().conditions(), type).orElseThrow();
    }

    /** Waits until every block runs the version. */
    public WarpService awaitVersion(String service, String version) {
        return await(
                service,
                "version " + version,
                now -> now.getStatus().stableRelease() != null
                        && version.equals(now.getStatus().stableRelease().version())
                        && Conditions.holds(now.getStatus().conditions(), "Ready")
                        && now.getStatus()
                                .observedGeneration()
                                .equals(now.getMetadata().getGeneration()));
    }

    @Override
    public void close() {
        nodes.forEach(FakeNode::close);
        stopOperator();
        people.close();
        server.close();
    }
}
