package io.warpctl.cli.demo;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.model.Container;
import io.warpctl.core.converge.Labels;
import java.util.List;
import java.util.Map;

/** The containers of a host of ours. */
final class Containers {
    private Containers() {}

    /** All containers of a host, running or not. */
    static List<Container> ofHost(DockerClient docker, String host) {
        return docker.listContainersCmd()
                .withShowAll(true)
                .withLabelFilter(Map.of(Labels.HOST, host))
                .exec();
    }

    /** Those of one cluster. */
    static List<Container> ofCluster(DockerClient docker, String host, String clusterUid) {
        return docker.listContainersCmd()
                .withShowAll(true)
                .withLabelFilter(Map.of(Labels.HOST, host, Labels.CLUSTER, clusterUid))
                .exec();
    }
}
