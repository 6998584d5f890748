package io.warpctl.cli.testing;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.warpctl.cli.tree.ServiceObjects;
import io.warpctl.crds.WarpBlock;
import io.warpctl.crds.WarpRelease;
import io.warpctl.crds.WarpService;
import java.util.Arrays;
import java.util.List;

/** Services as the API has them, written as YAML. */
public final class Services {
    private Services() {}

    /** Service {@code shop/web} with blocks g1 and g2, whose spec has this generation and whose status is as given. */
    public static WarpService service(long generation, String statusYaml) {
        WarpService service = Serialization.unmarshal(
                """
                apiVersion: warpctl.io/v1alpha1
                kind: WarpService
                spec:
                  environment: prod
                  image: example.org/web
                  version: 1.1.0
                  ports: [{name: http, port: 8080}]
                  blocks: [{name: g1, weight: 30}, {name: g2, weight: 70}]
                """ + (statusYaml.isEmpty() ? "" : "status:\n" + statusYaml.indent(2)), WarpService.class);
        service.setMetadata(meta("web")
                .edit()
                .withGeneration(generation)
                .withResourceVersion("77")
                .build());
        return service;
    }

    /** A block of it with containers written as {@code container version release phase}. */
    public static WarpBlock block(String name, int position, String... containers) {
        StringBuilder hosts = new StringBuilder();
        for (String container : containers) {
            List<String> words = Arrays.asList(container.split(" "));
            hosts.append("""
                    - host: host-a
                      container: %s
                      version: %s
                      release: %s
                      phase: %s
                      since: 2026-01-01T00:00:00Z
                    """.formatted(words.toArray()));
        }
        WarpBlock block = Serialization.unmarshal(
                """
                apiVersion: warpctl.io/v1alpha1
                kind: WarpBlock
                spec: {service: web, name: %s, weight: 50, position: %d}
                status:
                  hosts:
                """.formatted(name, position)
                        + (hosts.isEmpty() ? "    []\n" : hosts.toString().indent(2)),
                WarpBlock.class);
        block.setMetadata(meta("web." + name));
        return block;
    }

    /** A release of it. */
    public static WarpRelease release(long revision, String version, boolean verified) {
        WarpRelease release = Serialization.unmarshal(
                """
                apiVersion: warpctl.io/v1alpha1
                kind: WarpRelease
                spec:
                  service: web
                  revision: %d
                  releaseHash: hash%d
                  template: {image: "example.org/web:%s", version: %s}
                status:
                  conditions:
                  - {type: Verified, status: "%s", reason: Seen, message: "", lastTransitionTime: 2026-01-01T00:00:00Z}
                """.formatted(revision, revision, version, version, verified ? "True" : "False"), WarpRelease.class);
        release.setMetadata(meta("web-" + revision));
        return release;
    }

    /** All of it. */
    public static ServiceObjects objects(WarpService service, List<WarpBlock> blocks) {
        return new ServiceObjects(service, blocks, List.of(release(1, "1.0.0", true), release(2, "1.1.0", false)));
    }

    /** A condition in YAML, for a status. */
    public static String condition(String type, String status, String reason, String message) {
        return "- {type: %s, status: \"%s\", reason: %s, message: \"%s\", lastTransitionTime: 2026-01-01T00:00:00Z}%n"
                .formatted(type, status, reason, message);
    }

    private static ObjectMeta meta(String name) {
        return new ObjectMetaBuilder()
                .withName(name)
                .withNamespace("shop")
                .withCreationTimestamp("2026-01-01T00:00:00Z")
                .build();
    }
}
