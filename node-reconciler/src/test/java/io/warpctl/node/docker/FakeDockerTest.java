package io.warpctl.node.docker;

import io.warpctl.node.testing.FakeDocker;
import org.junit.jupiter.api.BeforeEach;

class FakeDockerTest extends DockerContract {
    @BeforeEach
    void create() {
        FakeDocker fake = new FakeDocker();
        fake.image(reference(), imageId(), "1.0");
        docker = fake;
    }

    @Override
    String reference() {
        return "hello:1.0";
    }

    @Override
    String imageId() {
        return "sha256:1";
    }
}
