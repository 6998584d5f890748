package io.warpctl.crds;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.warpctl.crds.common.HealthSpec;
import io.warpctl.crds.environment.EnvironmentSpec;
import io.warpctl.crds.environment.NetworkSpec;
import io.warpctl.crds.environment.TableRange;
import io.warpctl.crds.service.RolloutSpec;
import org.junit.jupiter.api.Test;

/** The Java types fill in what the schema fills in, so that an object means the same wherever it was made. */
class SchemaDefaultsTest {
    private final KubernetesSerialization serialization = new KubernetesSerialization();

    @Test
    void ofServices() {
        JSONSchemaProps spec = spec("warpservices");
        assertThat(defaultOf(spec, "health", HealthSpec.class)).isEqualTo(HealthSpec.DEFAULT);
        assertThat(defaultOf(spec, "rollout", RolloutSpec.class)).isEqualTo(RolloutSpec.DEFAULT);
    }

    @Test
    void ofEnvironments() {
        JSONSchemaProps spec = spec("warpenvironments");
        EnvironmentSpec empty = serialization.unmarshal("{}", EnvironmentSpec.class);
        assertThat(defaultOf(spec, "routingTables", TableRange.class)).isEqualTo(empty.routingTables());
        assertThat(defaultOf(spec, "servicesNetwork", NetworkSpec.class)).isEqualTo(empty.servicesNetwork());
        assertThat(spec.getProperties().get("domains").getDefault())
                .isEqualTo(serialization.unmarshal(serialization.asJson(empty.domains()), JsonNode.class));
        assertThat(spec.getProperties().get("listeners").getDefault())
                .isEqualTo(serialization.unmarshal(serialization.asJson(empty.listeners()), JsonNode.class));
    }

    @Test
    void aNewObjectSaysThatNobodyLookedYet() {
        for (String yaml : Crds.documents()) {
            JSONSchemaProps status = root(yaml).getProperties().get("status");
            if (status.getProperties().containsKey("observedGeneration")) {
                assertThat(status.getDefault().get("observedGeneration").asInt())
                        .isEqualTo(-1);
            }
        }
    }

    private <T> T defaultOf(JSONSchemaProps schema, String property, Class<T> type) {
        JsonNode value = schema.getProperties().get(property).getDefault();
        return serialization.unmarshal(value.toString(), type);
    }

    private JSONSchemaProps spec(String plural) {
        return Crds.documents().stream()
                .filter(yaml -> yaml.contains("name: " + plural + "."))
                .map(this::root)
                .findFirst()
                .orElseThrow()
                .getProperties()
                .get("spec");
    }

    private JSONSchemaProps root(String yaml) {
        return serialization
                .unmarshal(yaml, CustomResourceDefinition.class)
                .getSpec()
                .getVersions()
                .get(0)
                .getSchema()
                .getOpenAPIV3Schema();
    }
}
