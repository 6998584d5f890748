package io.warpctl.e2e.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.warpctl.apiserver.ApiServer;
import io.warpctl.apiserver.ApiServerOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.io.TempDir;

/** The chart as Helm renders it, against a real API server. */
@EnabledOnOs(architectures = "amd64", disabledReason = "the engine of Helm is on the class path for amd64 only")
class ChartTest {
    private static final Path CHART = Path.of("..", "charts", "warp");

    private static ApiServer server;
    private static KubernetesClient client;

    @TempDir
    private Path temporary;

    @BeforeAll
    static void start() {
        server = ApiServer.start(ApiServerOptions.inMemory());
        client = new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(server.kubeconfig()))
                .build();
    }

    @AfterAll
    static void stop() {
        client.close();
        server.close();
    }

    @Test
    void helmFindsNothingWrong() {
        LintResult lint = new Helm(CHART).lint().strict().call();
        assertThat(lint.isFailed()).as(String.join("\n", lint.getMessages())).isFalse();
    }

    @Test
    void theApiServerTakesAllOfIt() throws IOException {
        assertThat(rendered("host-a").stream().filter(object -> !(object instanceof Deployment)))
                .isNotEmpty()
                .allSatisfy(object -> assertThat(client.resource(object)
                                .fieldManager("helm")
                                .serverSideApply()
                                .getMetadata()
                                .getUid())
                        .isNotBlank());
    }

    @Test
    void theOperatorRunsAsTheServiceAccountOfItsPod() throws IOException {
        Deployment deployment = rendered().stream()
                .filter(Deployment.class::isInstance)
                .map(Deployment.class::cast)
                .findFirst()
                .orElseThrow();
        assertThat(deployment.getSpec().getTemplate().getSpec().getContainers())
                .singleElement()
                .satisfies(container -> assertThat(container.getArgs())
                        .containsExactly("operator", "--skip-crds", "--election-namespace", "$(POD_NAMESPACE)"));
    }

    @Test
    void aHostMayTouchItsOwnObjectsOnly() throws IOException {
        List<ClusterRole> roles = rendered("host-a", "host-b").stream()
                .filter(ClusterRole.class::isInstance)
                .map(ClusterRole.class::cast)
                .filter(role -> role.getMetadata().getName().startsWith("warp-host-"))
                .toList();
        assertThat(roles)
                .extracting(role -> role.getMetadata().getName())
                .containsExactly("warp-host-host-a", "warp-host-host-b");
        assertThat(roles)
                .allSatisfy(role -> assertThat(role.getRules())
                        .extracting(PolicyRule::getResourceNames)
                        .isSubsetOf(
                                List.of(role.getMetadata().getName().substring("warp-host-".length())),
                                List.of("kube-system")));
    }

    private List<HasMetadata> rendered(String... hosts) throws IOException {
        Path values = Files.writeString(temporary.resolve("values.yaml"), "hosts: [" + String.join(", ", hosts) + "]");
        String yaml = new Helm(CHART)
                .template()
                .withName("warp")
                .withNamespace("default")
                .withKubeVersion("1.34.0")
                .withValuesFile(values)
                .call();
        return client.load(new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)))
                .items();
    }
}
