package io.warpctl.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.client.CustomResource;
import io.warpctl.crds.Crds;
import io.warpctl.operator.harness.Cluster;
import io.warpctl.operator.harness.FakeNode;
import io.warpctl.operator.harness.Objects;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** After a whole story: who wrote what, and that nobody writes when nothing changes. */
class OwnershipTest {
    /** Longer than the operator takes to look at everything. */
    private static final Duration LOOK = Duration.ofSeconds(1);

    private Cluster cluster;

    @BeforeEach
    void story() {
        cluster = Cluster.start();
        FakeNode node = cluster.node("a", Map.of());
        node.image("warp.local/hello:1.0.0", "sha256:10")
                .image("warp.local/hello:1.1.0", "sha256:11")
                .image("warp.local/hello:1.2.0", "sha256:12")
                .faulty("1.2.0");
        cluster.apply(Objects.environment("local", Map.of()));
        cluster.apply(Objects.service("hello", "local", "1.0.0", "beta", "g1"));
        cluster.awaitVersion("hello", "1.0.0");
        cluster.apply(Objects.service("hello", "local", "1.1.0", "beta", "g1"));
        cluster.awaitVersion("hello", "1.1.0");
        cluster.apply(Objects.service("hello", "local", "1.2.0", "beta", "g1"));
        cluster.await(
                "hello",
                "quarantine",
                service -> !service.getStatus().quarantined().isEmpty());
        cluster.apply(Objects.service("hello", "local", "1.1.0", "beta", "g1"));
        cluster.awaitVersion("hello", "1.1.0");
    }

    @AfterEach
    void stop() {
        cluster.close();
    }

    @Test
    void everyFieldHasOneWriter() {
        for (HasMetadata object : all()) {
            Map<String, TreeSet<String>> writers = new TreeMap<>();
            for (ManagedFieldsEntry entry : object.getMetadata().getManagedFields()) {
                leaves("", entry.getFieldsV1().getAdditionalProperties())
                        .forEach(path -> writers.computeIfAbsent(path, unused -> new TreeSet<>())
                                .add(entry.getManager()));
            }
            assertThat(writers)
                    .as(object.getKind() + " " + object.getMetadata().getName())
                    .isNotEmpty()
                    .allSatisfy(
                            (path, managers) -> assertThat(managers).as(path).hasSize(1))
                    .allSatisfy((path, managers) ->
                            assertThat(managers).as(path).containsExactly(expected(object.getKind(), path)));
        }
    }

    private static String expected(String kind, String path) {
        boolean status = path.startsWith("/f:status");
        boolean ready = path.contains("k:{\"type\":\"Ready\"}");
        return switch (kind) {
            case "WarpService" -> status || path.contains("finalizers") ? "warp-operator" : "kubectl";
            case "WarpEnvironment" -> status ? "warp-operator" : "kubectl";
            case "WarpHost" -> ready ? "warp-operator" : "warp-node";
            case "WarpHostPlan" -> status ? "warp-node" : "warp-operator";
            default -> "warp-operator";
        };
    }

    /** Another operator that starts, and one that is asked to look again, write nothing. Nodes are paused: their counters go on. */
    @Test
    void nothingIsWrittenWhenNothingChanged() {
        cluster.pauseNodes();
        Map<String, String> quiet = quiet();
        cluster.stopOperator();
        cluster.startOperator();
        cluster.edit("hello", service -> {
            service.getMetadata().getAnnotations().put("touched", "yes");
            return service;
        });
        quiet.put("WarpService/hello", cluster.service("hello").getMetadata().getResourceVersion());
        Awaitility.await("no write").during(LOOK).atMost(LOOK.multipliedBy(2)).until(this::versions, quiet::equals);
    }

    private Map<String, String> quiet() {
        AtomicReference<Map<String, String>> last = new AtomicReference<>(Map.of());
        Awaitility.await("all is quiet")
                .pollInterval(LOOK)
                .until(() -> versions().equals(last.getAndSet(versions())));
        return last.get();
    }

    private Map<String, String> versions() {
        return all().stream()
                .collect(Collectors.toMap(
                        object -> object.getKind() + "/" + object.getMetadata().getName(),
                        object -> object.getMetadata().getResourceVersion(),
                        (one, other) -> one,
                        TreeMap::new));
    }

    private List<HasMetadata> all() {
        List<HasMetadata> objects = new ArrayList<>();
        for (Class<? extends CustomResource<?, ?>> type : Crds.TYPES) {
            objects.addAll(
                    cluster.people().resources(type).inAnyNamespace().list().getItems());
        }
        return objects;
    }

    @SuppressWarnings("unchecked")
    private static List<String> leaves(String path, Map<String, Object> fields) {
        List<String> leaves = new ArrayList<>();
        fields.forEach((name, inner) -> {
            Map<String, Object> children = (Map<String, Object>) inner;
            boolean leaf = children.isEmpty();
            if (leaf && !name.equals(".")) {
                leaves.add(path + "/" + name);
            } else {
                leaves.addAll(leaves(path + "/" + name, children));
            }
        });
        return leaves;
    }
}
