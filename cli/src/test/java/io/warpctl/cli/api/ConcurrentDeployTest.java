package io.warpctl.cli.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.warpctl.apiserver.ApiServer;
import io.warpctl.apiserver.junit.WithApiServer;
import io.warpctl.cli.CommandFailure;
import io.warpctl.cli.goal.DeployPatch;
import io.warpctl.cli.testing.Services;
import io.warpctl.crds.CrdInstaller;
import io.warpctl.crds.WarpService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A deploy while others write the same service. */
@WithApiServer
class ConcurrentDeployTest {
    @TempDir
    private Path folder;

    private Api api;
    private WarpService before;

    @BeforeEach
    void serviceWeb(ApiServer server) throws IOException {
        Path kubeconfig = Files.writeString(folder.resolve("kubeconfig"), server.kubeconfig());
        api = Api.connect(kubeconfig, Optional.of("default"));
        CrdInstaller.install(api.client(), Duration.ofSeconds(30));
        WarpService service = Services.service(0, "");
        service.setMetadata(service.getMetadata()
                .edit()
                .withNamespace("default")
                .withGeneration(null)
                .withResourceVersion(null)
                .withUid(null)
                .build());
        before = api.client().resource(service).create();
    }

    @AfterEach
    void remove() {
        api.client().resource(before).delete();
        api.close();
    }

    private WarpService deploy() {
        return api.patchJson(
                before, DeployPatch.blocks(before, "2.0.0", List.of("g1")).json());
    }

    @Test
    void aStatusWrittenMeanwhileIsNobodysBusiness() {
        api.client()
                .resource(before)
                .subresource("status")
                .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"status\":{\"observedGeneration\":1}}");
        assertThat(api.service("web").getMetadata().getResourceVersion())
                .isNotEqualTo(before.getMetadata().getResourceVersion());
        assertThat(deploy().getSpec().blocks().get(0).version()).isEqualTo("2.0.0");
    }

    @Test
    void aSpecChangedMeanwhileIsSaid() {
        api.patchMerge("web", "{\"spec\":{\"version\":\"1.5.0\"}}");
        assertThatThrownBy(this::deploy)
                .isInstanceOf(CommandFailure.class)
                .hasMessageStartingWith("somebody else changed service web");
        assertThat(api.service("web").getSpec().blocks().get(0).version()).isNull();
    }

    @Test
    void whatIsRefusedForAnotherReasonIsNotTakenForAChange() {
        assertThatThrownBy(() -> api.patchJson(before, """
                        [{"op":"test","path":"/spec/version","value":"0.0.1"}]""")).isNotInstanceOf(CommandFailure.class);
    }
}
