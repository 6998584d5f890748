package io.warpctl.operator.gather;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Quantity;
import io.warpctl.core.plan.ServiceRef;
import io.warpctl.core.report.HostReport;
import io.warpctl.core.rollout.BlockSpec;
import io.warpctl.crds.Warp;
import io.warpctl.crds.WarpService;
import io.warpctl.crds.service.ResourcesSpec;
import io.warpctl.crds.service.ServiceSpec;
import io.warpctl.operator.harness.Objects;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ServiceInputsTest {
    private static final ServiceRef HELLO = new ServiceRef("default", "local", "hello");
    private final Fixtures world = new Fixtures();

    @Test
    void aBlockIsOnTheHostsBothSelectorsChoose() {
        world.environment("local", Map.of("env", "local"));
        world.host("a", Map.of("env", "local", "disk", "ssd"));
        world.host("b", Map.of("env", "local"));
        world.host("c", Map.of("disk", "ssd"));
        WarpService service = world.service("hello", "local", "all");
        Objects.blocks(Objects.block("all", null), Objects.block("fast", Map.of("disk", "ssd")))
                .apply(service);
        ServiceInputs inputs = ServiceInputs.of(world.snapshot(), service);
        assertThat(inputs.spec().blocks())
                .extracting(BlockSpec::hosts)
                .containsExactly(List.of("a", "b"), List.of("a"));
        assertThat(inputs.spec().hostNames()).containsExactly("local-hello.example.org");
        assertThat(inputs.hosts()).extracting(host -> host.name()).containsExactly("a", "b");
        assertThat(inputs.hosts()).allSatisfy(host -> {
            assertThat(host.ready()).isFalse();
            assertThat(host.report()).isEqualTo(HostReport.EMPTY);
        });
        assertThat(inputs.problems()).isEmpty();
        assertThat(inputs.decidable()).isTrue();
    }

    @Test
    void withoutItsEnvironmentAServiceStaysWhereItIsPlanned() {
        world.host("a", Map.of());
        WarpService service = world.service("hello", "local", "b1");
        world.plan("a", HELLO, List.of("b1"), List.of());
        ServiceInputs inputs = ServiceInputs.of(world.snapshot(), service);
        assertThat(inputs.decidable()).isFalse();
        assertThat(inputs.problems()).extracting(Problem::reason).containsExactly("EnvironmentNotFound");
        assertThat(inputs.spec().blocks())
                .singleElement()
                .satisfies(block -> assertThat(block.hosts()).containsExactly("a"));
        assertThat(inputs.spec().hostNames()).containsExactly("as.planned");
        assertThat(inputs.spec().hiddenPrefixes()).containsExactly("secret");
    }

    @Test
    void aSlipInOneSelectorMovesNothing() {
        world.environment("local", Map.of());
        world.host("a", Map.of());
        WarpService service = world.service("hello", "local", "b1");
        Objects.blocks(Objects.block("b1", Map.of("no", "such")), Objects.block("b2", null))
                .apply(service);
        world.plan("a", HELLO, List.of("b1", "b2"), List.of());
        ServiceInputs inputs = ServiceInputs.of(world.snapshot(), service);
        assertThat(inputs.spec().blocks()).extracting(BlockSpec::hosts).containsExactly(List.of("a"), List.of("a"));
        assertThat(inputs.problems()).extracting(Problem::reason).containsExactly("NoHostSelected");
        assertThat(inputs.decidable()).isTrue();
    }

    @Test
    void beforeAnyHostJoinedThatIsSaid() {
        world.environment("local", Map.of());
        WarpService service = world.service("hello", "local", "b1");
        ServiceInputs inputs = ServiceInputs.of(world.snapshot(), service);
        assertThat(inputs.problems())
                .containsExactly(
                        new Problem("NoHostSelected", "there is no WarpHost yet: join a host with warpctl node join"));
        assertThat(inputs.decidable()).isFalse();
    }

    @Test
    void limitsAreNumbersOrAProblem() {
        world.environment("local", Map.of());
        world.host("a", Map.of());
        WarpService service = limited(world.service("hello", "local", "b1"), "0.5", "256Mi");
        ServiceInputs inputs = ServiceInputs.of(world.snapshot(), service);
        assertThat(inputs.spec().template().milliCpus()).isEqualTo(500);
        assertThat(inputs.spec().template().memoryBytes()).isEqualTo(256L << 20);
        assertThat(inputs.decidable()).isTrue();

        ServiceInputs bad = ServiceInputs.of(world.snapshot(), limited(service, "much", "256Mi"));
        assertThat(bad.decidable()).isFalse();
        assertThat(bad.problems())
                .containsExactly(new Problem(
                        "InvalidResources", "spec.resources.limits.cpu: much is no quantity: write one such as 500m"));
    }

    @Test
    void theWishToRetryIsAnAnnotation() {
        WarpService service = world.service("hello", "local", "b1");
        service.getMetadata().setAnnotations(Map.of(Warp.RETRY_ANNOTATION, "abc/1"));
        assertThat(ServiceInputs.of(world.snapshot(), service).spec().retry())
                .hasValueSatisfying(retry -> assertThat(retry.releaseHash()).isEqualTo("abc"));
    }

    @Test
    void ofTwoServicesWithOneHostNameTheOlderHasIt() {
        world.environment("a", Map.of());
        world.environment("a-b", Map.of());
        WarpService older = world.service("b-c", "a", "b1");
        WarpService younger = world.service("c", "a-b", "b1");
        HostNames names = HostNames.of(world.snapshot());
        assertThat(names.of(Snapshot.ref(older))).containsExactly("a-b-c.example.org");
        assertThat(names.of(Snapshot.ref(younger))).isEmpty();
        assertThat(names.conflict(Snapshot.ref(older))).isEmpty();
        assertThat(names.conflict(Snapshot.ref(younger)))
                .hasValueSatisfying(problem -> assertThat(problem.message()).contains("default/b-c"));

        older.getMetadata().setDeletionTimestamp("2026-01-02T00:00:00Z");
        assertThat(HostNames.of(world.snapshot()).of(Snapshot.ref(younger))).containsExactly("a-b-c.example.org");
    }

    private static WarpService limited(WarpService service, String cpu, String memory) {
        ServiceSpec spec = service.getSpec();
        service.setSpec(new ServiceSpec(
                spec.environment(),
                spec.image(),
                spec.version(),
                null,
                spec.ports(),
                spec.blocks(),
                spec.health(),
                spec.rollout(),
                null,
                null,
                null,
                new ResourcesSpec(new ResourcesSpec.Limits(new Quantity(cpu), new Quantity(memory))),
                null,
                null));
        return service;
    }
}
