package io.warpctl.operator;
import io.warpctl.operator.harness.Cluster;
import org.junit.jupiter.api.Test;
class ProbeTest {
    @Test
    void probe() throws Exception {
        try (Cluster cluster = Cluster.start()) {
            var crd = cluster.people().apiextensions().v1().customResourceDefinitions().withName("warpservices.warpctl.io").get();
            System.out.println(cluster.people().getKubernetesSerialization().asYaml(crd));
        }
    }
}
