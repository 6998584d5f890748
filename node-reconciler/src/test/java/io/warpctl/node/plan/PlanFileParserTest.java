package io.warpctl.node.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.warpctl.core.plan.BlockPlan;
import io.warpctl.core.plan.Health;
import io.warpctl.core.plan.HostPlan;
import io.warpctl.core.plan.ListenerPlan;
import io.warpctl.core.plan.Port;
import io.warpctl.core.plan.ReleaseTemplate;
import io.warpctl.core.plan.ServicePlan;
import io.warpctl.core.plan.ServiceRef;
import io.warpctl.core.plan.ServicesNetwork;
import io.warpctl.core.plan.Timing;
import io.warpctl.node.common.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PlanFileParserTest {
    private static final String PLAN = """
            releases:
              one:
                image: registry:5000/hello:1.0.0
                env: {PORT: 8080, DEBUG: true}
                ports: [{port: 8080}]
            services:
            - ref: demo/hello
              hosts: [demo-hello.localhost]
              health: {minReadySeconds: 2}
              blocks:
              - {name: g1, target: one}
            interfaces:
            - name: lo
              addresses: [127.0.0.1]
              listeners: [{port: 8080}]
            removals:
            - service: other/demo/gone
            """;

    @Test
    void fillsInTheDefaults() throws PlanFileException {
        PlanOffer offer = parse(PLAN);
        HostPlan plan = offer.plan();
        assertThat(offer.numbered()).isFalse();
        assertThat(plan.servicesNetwork()).isEqualTo(ServicesNetwork.DEFAULT);
        ReleaseTemplate release = plan.releases().get("one");
        assertThat(release.version()).isEqualTo("1.0.0");
        assertThat(release.env()).containsEntry("PORT", "8080").containsEntry("DEBUG", "true");
        assertThat(release.ports()).containsExactly(new Port("http", 8080, Port.Protocol.HTTP));
        ServicePlan service = plan.services().get(0);
        assertThat(service.ref()).isEqualTo(new ServiceRef("default", "demo", "hello"));
        assertThat(service.health().minReadySeconds()).isEqualTo(2);
        assertThat(service.health().path()).isEqualTo(Health.DEFAULT.path());
        assertThat(service.timing()).isEqualTo(Timing.DEFAULT);
        assertThat(service.blocks()).containsExactly(new BlockPlan("g1", 1, "one", Optional.empty()));
        assertThat(plan.interfaces().get(0).listeners()).containsExactly(new ListenerPlan("http", 8080));
        assertThat(plan.removals().get(0).service()).isEqualTo(new ServiceRef("other", "demo", "gone"));
    }

    @Test
    void readsAPlanAsTheNodeWritesIt() throws PlanFileException {
        HostPlan plan =
                parse(PLAN.replace("services:", "generation: 4\nservices:")).plan();
        String json = new String(Json.bytes(plan), StandardCharsets.UTF_8);
        assertThat(parse(json)).isEqualTo(new PlanOffer(plan, true));
    }

    @Test
    void namesTheFieldThatIsWrongAndTheFix() {
        wrong("image: registry:5000/hello:1.0.0", "imagee: hello:1", "releases.one.image is missing; add it");
        wrong("    env:", "    evn:", "releases.one.evn is not known; the fields here are [command");
        wrong("hello:1.0.0", "hello", "releases.one.version is missing, and the image registry:5000/hello has no tag");
        wrong(
                "{port: 8080}]\nservices",
                "{port: 99999}]\nservices",
                "releases.one.ports[0].port is 99999, and must be");
        wrong(
                "target: one",
                "target: two",
                "services[0].blocks[0].target is two, which is not among the releases [one]");
        wrong("minReadySeconds: 2", "minReadySeconds: soon", "services[0].health.minReadySeconds is \"soon\"");
        wrong("ref: demo/hello", "ref: Demo/hello", "services[0].ref has the name \"Demo\"");
        wrong("ref: demo/hello", "ref: hello", "services[0].ref is hello, and must be [namespace/]environment/service");
        wrong(
                "    ports:",
                "    version: 1.10\n    ports:",
                "releases.one.version is the number 1.1; put it in quotes");
        wrong("services:", "services: {", "is neither YAML nor JSON: while parsing a flow");
    }

    @Test
    void refusesWhatIsNamedTwice() {
        String twice = PLAN.replace("interfaces:", "- {ref: demo/other, hosts: [demo-hello.localhost]}\ninterfaces:");
        assertThatThrownBy(() -> parse(twice))
                .hasMessageContaining(
                        "services[1].hosts names demo-hello.localhost, which already leads to default/demo/hello");
        String block = PLAN.replace("interfaces:", "  - {name: g1, target: one}\ninterfaces:");
        assertThatThrownBy(() -> parse(block)).hasMessageContaining("services[0].blocks[1].name is g1");
    }

    @Test
    void refusesAnEmptyFile() {
        for (String empty : List.of("", "# nothing\n", "[]", "text")) {
            assertThatThrownBy(() -> parse(empty)).hasMessageContaining("plan.yaml: must be an object");
        }
    }

    private static void wrong(String right, String wrong, String message) {
        assertThat(PLAN).contains(right);
        assertThatThrownBy(() -> parse(PLAN.replace(right, wrong)))
                .isInstanceOf(PlanFileException.class)
                .hasMessageContaining(message);
    }

    private static PlanOffer parse(String text) throws PlanFileException {
        return PlanFileParser.parse("plan.yaml", text.getBytes(StandardCharsets.UTF_8));
    }
}
