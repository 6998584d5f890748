package io.warpctl.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.warpctl.crds.WarpEnvironment;
import io.warpctl.crds.WarpService;
import io.warpctl.crds.common.Condition;
import io.warpctl.crds.common.Condition.Status;
import io.warpctl.crds.common.Conditions;
import io.warpctl.crds.common.HostSelector;
import io.warpctl.operator.harness.Cluster;
import io.warpctl.operator.harness.FakeNode;
import io.warpctl.operator.harness.Objects;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a person gets wrong is said with the field and the fix; what serves goes on serving. */
class BadInputTest {
    private static Cluster cluster;
    private static FakeNode node;

    @BeforeAll
    static void start() {
        cluster = Cluster.start();
        node = cluster.node("a", Map.of("zone", "one"));
        cluster.apply(Objects.environment("local", Map.of()));
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    @Test
    void anUnknownEnvironment() {
        cluster.apply(Objects.service("lost", "locl", "1.0.0", "b1"));
        Condition ready = cluster.awaitCondition("lost", "Ready", Status.False, "EnvironmentNotFound");
        assertThat(ready.message())
                .startsWith(
                        "spec.environment: namespace default has no WarpEnvironment locl: create it, or name one of: ")
                .contains("local");
        assertThat(Conditions.holds(cluster.service("lost").getStatus().conditions(), "Stalled"))
                .isTrue();
        cluster.edit("lost", service -> {
            WarpService changed = Objects.service("lost", "local", "1.0.0", "b1");
            service.setSpec(changed.getSpec());
            return service;
        });
        cluster.awaitCondition("lost", "Ready", Status.False, "ImageNotFound");
    }

    @Test
    void anEnvironmentThatIsDeletedUnderAService() {
        node.image("warp.local/orphan:1.0.0", "sha256:orphan");
        cluster.apply(Objects.environment("short", Map.of()));
        cluster.apply(Objects.service("orphan", "short", "1.0.0", "b1"));
        cluster.awaitVersion("orphan", "1.0.0");
        cluster.people()
                .resources(WarpEnvironment.class)
                .inNamespace(Cluster.NAMESPACE)
                .withName("short")
                .delete();
        cluster.awaitCondition("orphan", "Ready", Status.False, "EnvironmentNotFound");
        assertThat(Conditions.holds(cluster.service("orphan").getStatus().conditions(), "Available"))
                .isTrue();
        assertThat(cluster.plan("a").getSpec().services()).anySatisfy(entry -> {
            assertThat(entry.service()).isEqualTo("orphan");
            assertThat(entry.hosts()).containsExactly("short-orphan.example.org");
            assertThat(entry.blocks()).hasSize(1);
        });
    }

    @Test
    void aSelectorThatSelectsNoHostAnyMore() {
        node.image("warp.local/placed:1.0.0", "sha256:placed");
        cluster.apply(Objects.environment("zoned", Map.of("zone", "one")));
        cluster.apply(Objects.service("placed", "zoned", "1.0.0", "b1"));
        cluster.awaitVersion("placed", "1.0.0");

        cluster.edit("placed", Objects.blocks(Objects.block("b1", Map.of("zone", "two"))));
        Condition block = cluster.awaitCondition("placed", "Ready", Status.False, "NoHostSelected");
        assertThat(block.message())
                .isEqualTo("spec.blocks: hostSelector of block b1 selects none of the hosts of environment zoned (a):"
                        + " change it, or label a host");
        cluster.edit("placed", Objects.blocks(Objects.block("b1", null)));
        cluster.awaitVersion("placed", "1.0.0");

        cluster.people()
                .resources(WarpEnvironment.class)
                .inNamespace(Cluster.NAMESPACE)
                .withName("zoned")
                .edit(environment -> {
                    environment.setSpec(
                            Objects.environment("zoned", Map.of("zone", "two")).getSpec());
                    return environment;
                });
        Condition environment = cluster.awaitCondition("placed", "Ready", Status.False, "NoHostSelected");
        assertThat(environment.message())
                .startsWith("spec.hostSelector of WarpEnvironment zoned selects none of the hosts a");
        assertThat(cluster.plan("a").getStatus().blocks())
                .anyMatch(reported -> reported.service().equals("placed")
                        && !reported.containers().isEmpty());
        assertThat(cluster.plan("a").getSpec().removals()).isEmpty();
    }

    @Test
    void anImageThatIsMissing() {
        node.image("warp.local/imageless:1.0.0", "sha256:imageless");
        cluster.apply(Objects.service("imageless", "local", "1.0.0", "b1"));
        cluster.awaitVersion("imageless", "1.0.0");
        cluster.edit("imageless", Objects.version("9.9.9"));
        Condition ready = cluster.awaitCondition("imageless", "Ready", Status.False, "ImageNotFound");
        assertThat(ready.message()).contains("warp.local/imageless:9.9.9");
        assertThat(Conditions.holds(cluster.service("imageless").getStatus().conditions(), "Available"))
                .isTrue();
        node.image("warp.local/imageless:9.9.9", "sha256:found");
        cluster.awaitVersion("imageless", "9.9.9");
    }

    /** Of the same age, by the clock's second, the names decide: b-c comes before c. */
    @Test
    void twoServicesOnOneHostName() {
        node.image("warp.local/b-c:1.0.0", "sha256:older").image("warp.local/c:1.0.0", "sha256:younger");
        cluster.apply(Objects.environment("a", Map.of()));
        cluster.apply(Objects.environment("a-b", Map.of()));
        cluster.apply(Objects.service("b-c", "a", "1.0.0", "b1"));
        cluster.awaitVersion("b-c", "1.0.0");
        cluster.apply(Objects.service("c", "a-b", "1.0.0", "b1"));
        Condition conflict = cluster.awaitCondition("c", "HostNameConflict", Status.True, "HostNameConflict");
        assertThat(conflict.message())
                .isEqualTo("host name a-b-c.example.org belongs to WarpService default/b-c, which is older:"
                        + " rename one of the two, or change spec.domains of their environments");
        cluster.awaitCondition("c", "Ready", Status.False, "HostNameConflict");
        assertThat(Conditions.holds(cluster.service("b-c").getStatus().conditions(), "Ready"))
                .isTrue();
        assertThat(cluster.plan("a").getSpec().services())
                .filteredOn(entry -> entry.hosts().contains("a-b-c.example.org"))
                .extracting(entry -> entry.service())
                .containsExactly("b-c");
    }

    @Test
    void aServiceStaysInItsEnvironmentOnceItRuns() {
        node.image("warp.local/fixed:1.0.0", "sha256:fixed");
        cluster.apply(Objects.service("fixed", "local", "1.0.0", "b1"));
        cluster.awaitVersion("fixed", "1.0.0");
        assertThatThrownBy(() -> cluster.edit("fixed", service -> {
                    service.setSpec(
                            Objects.service("fixed", "other", "1.0.0", "b1").getSpec());
                    return service;
                }))
                .isInstanceOf(KubernetesClientException.class)
                .hasMessageContaining("spec.environment stays what it was");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "lb      | name: b1, weight: 1          | version: 1.0.0      | lb is the name of the balancers",
                "x.y     | name: b1, weight: 1          | version: 1.0.0      | metadata.name becomes part of host names",
                "bad     | name: b1, weight: 0          | version: 1.0.0      | at least one block needs a weight above 0",
                "bad     | name: B1, weight: 1          | version: 1.0.0      | spec.blocks[0].name",
                "bad     | name: b1, weight: -1         | version: 1.0.0      | spec.blocks[0].weight",
                "bad     | name: b1, version: 'a b'     | version: 1.0.0      | spec.blocks[0].version",
                "bad     | name: b1}, {name: b1         | version: 1.0.0      | Duplicate value",
                "bad     | name: b1                     | version: ''         | spec.version",
                "bad     | name: b1                     | version: 1.0.0, image: 'x:1' | put the tag or digest into spec.version",
                "bad     | name: b1                     | version: 1.0.0, rollout: {percent: 0}   | spec.rollout.percent",
                "bad     | name: b1                     | version: 1.0.0, rollout: {percent: 101} | spec.rollout.percent",
                "bad     | name: b1                     | version: 1.0.0, health: {mode: Maybe}   | spec.health.mode",
                "bad     | name: b1                     | version: 1.0.0, health: {path: status}  | spec.health.path",
                "bad     | name: b1                     | version: 1.0.0, ports: []               | need a port of protocol HTTP",
                "bad     | name: b1                     | version: 1.0.0, env: [{name: WARP_X}]   | names that begin with WARP_",
                "bad     | name: b1                     | version: 1.0.0, user: root              | spec.user",
                "bad     | name: b1                     | version: 1.0.0, user: '9999999999'      | uid and gid are at most 2147483647",
                "bad     | name: b1                     | version: 1.0.0, resources: {limits: {memory: 10}} | at least 6Mi",
                "bad     | name: b1                     | version: 1.0.0, resources: {limits: {cpu: 1m}} | at least 10m",
                "bad     | name: b1                     | version: 1.0.0, image: Team/app         | in lower case",
                "bad     | name: b1                     | version: 1.0.0, ports: [{name: a, port: 80}, {name: b, port: 80}] | two ports have one number",
                "bad     | name: b1                     | version: 1.0.0, volumes: [{name: a, path: /}] | spec.volumes[0].path",
                "bad     | name: b1                     | version: 1.0.0, volumes: [{name: a, path: /d}, {name: b, path: /d}] | two volumes have one path",
                "bad     | name: b1                     | version: 1.0.0, resources: {limits: {memory: much}} | spec.resources.limits.memory",
            })
    void whatTheSchemaRefuses(String name, String block, String field, String message) {
        String image = field.contains("image:") ? "" : "image: warp.local/x, ";
        String ports = field.contains("ports:") ? "" : "ports: [{name: http, port: 80}], ";
        String yaml = "apiVersion: warpctl.io/v1alpha1\nkind: WarpService\nmetadata: {name: " + name
                + ", namespace: default}\nspec: {environment: local, " + image + ports + field + ", blocks: [{" + block
                + "}]}\n";
        assertThatThrownBy(() -> cluster.people().resource(yaml).create())
                .isInstanceOf(KubernetesClientException.class)
                .hasMessageContaining(message);
    }

    @Test
    void twoListenersHaveNoOnePort() {
        String yaml =
                "apiVersion: warpctl.io/v1alpha1\nkind: WarpEnvironment\nmetadata: {name: twice, namespace: default}\n"
                        + "spec: {hostSelector: {}, listeners: [{name: a, port: 80}, {name: b, port: 80}]}\n";
        assertThatThrownBy(() -> cluster.people().resource(yaml).create())
                .isInstanceOf(KubernetesClientException.class)
                .hasMessageContaining("two listeners have one port");
    }

    @Test
    void aNewObjectSaysThatNobodyLookedYet() {
        cluster.stopOperator();
        try {
            cluster.apply(Objects.service("fresh", "local", "1.0.0", "b1"));
            assertThat(cluster.service("fresh").getStatus().observedGeneration())
                    .isEqualTo(-1);
        } finally {
            cluster.startOperator();
        }
    }

    @Test
    void anEmptySelectorIsNotNoSelector() {
        assertThat(Objects.environment("x", Map.of()).getSpec().hostSelector()).isEqualTo(HostSelector.ALL);
        assertThatThrownBy(() -> cluster.people()
                        .resource("apiVersion: warpctl.io/v1alpha1\nkind: WarpEnvironment\n"
                                + "metadata: {name: open, namespace: default}\nspec: {platform: dev}\n")
                        .create())
                .hasMessageContaining("spec.hostSelector");
    }
}
