package io.warpctl.cli.demo;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.NotFoundException;
import io.warpctl.examples.hello.image.DockerEndpoint;
import io.warpctl.examples.hello.image.HelloImages;
import io.warpctl.examples.hello.image.Variant;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The images of the story; what had their names before gets them back. */
final class DemoImages {
    private final DockerEndpoint endpoint;
    private final DockerClient docker;
    private final Map<String, String> before = new HashMap<>();
    private Map<String, String> made = Map.of();

    DemoImages(String dockerHost, DockerClient docker) {
        this.endpoint = DockerEndpoint.from(Map.of("DOCKER_HOST", dockerHost));
        this.docker = docker;
    }

    /** Makes them; returns their names. */
    List<String> build(Path work) {
        for (Variant variant : Variant.demo()) {
            id(variant.image()).ifPresent(id -> before.put(variant.image(), id));
        }
        made = HelloImages.build(endpoint, work, Variant.demo());
        return Variant.demo().stream().map(Variant::image).toList();
    }

    /** Removes what was made, unless somebody else uses it by now. */
    void remove() {
        made.forEach((name, id) -> {
            try {
                docker.removeImageCmd(name).exec();
            } catch (NotFoundException | ConflictException e) {
                // Gone already, or in use by a container that is not the demo's.
                return;
            }
            String old = before.get(name);
            if (old != null && !old.equals(id)) {
                restore(name, old);
            }
        });
    }

    private void restore(String name, String id) {
        int colon = name.lastIndexOf(':');
        try {
            docker.tagImageCmd(id, name.substring(0, colon), name.substring(colon + 1))
                    .exec();
        } catch (NotFoundException e) {
            // It had no other name and nobody used it: Docker removed it in the meantime.
            return;
        }
    }

    private Optional<String> id(String image) {
        try {
            return Optional.of(docker.inspectImageCmd(image).exec().getId());
        } catch (NotFoundException e) {
            return Optional.empty();
        }
    }
}
