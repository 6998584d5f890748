package io.warpctl.node.docker;

import static org.assertj.core.api.Assertions.assertThat;

import io.warpctl.core.report.Fault;
import io.warpctl.node.common.ActionException;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.Test;

class ImagesTest {
    @Test
    void aRegistryThatCannotBeReachedIsNamedWithTheWayOut() {
        failure("example.org/web:1.0", "lookup example.org: no such host", "PullFailed")
                .isEqualTo("the image example.org/web:1.0 is not on this host and pulling it failed (lookup example.org: no"
                        + " such host): make its registry reachable, or load the image with \"docker load\"");
    }

    @Test
    void anImageNobodyHasIsAWrongReference() {
        failure("example.org/web:1.0", "manifest unknown", "ImageNotFound").contains("correct the reference");
        failure("web:1.0", "no such host", "ImageNotFound").contains("docker load");
    }

    @Test
    void aFullDiskIsNoFaultOfTheImage() {
        failure("example.org/web:1.0", "write /var/lib/docker/x: no space left on device", "DiskFull")
                .contains("free some");
    }

    private static AbstractStringAssert<?> failure(String reference, String said, String reason) {
        ActionException failure = Images.pullFailure(reference, new IllegalStateException(said));
        assertThat(failure.kind()).isEqualTo(Fault.Kind.Host);
        assertThat(failure.reason()).isEqualTo(reason);
        return assertThat(failure.getMessage());
    }
}
