package io.warpctl.node.docker;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.exception.BadRequestException;
import com.github.dockerjava.api.exception.InternalServerErrorException;
import io.warpctl.core.report.Fault;
import io.warpctl.node.common.ActionException;
import java.net.SocketException;
import org.junit.jupiter.api.Test;

class FailuresTest {
    @Test
    void tellsTheReleaseFromTheHostWhenAStartFails() {
        start(
                "OCI runtime create failed: exec: \\\"/x\\\": stat /x: no such file or directory",
                Fault.Kind.Release,
                "BadCommand");
        start("exec: \\\"x\\\": executable file not found in $PATH: unknown", Fault.Kind.Release, "BadCommand");
        start(
                "standard_init_linux.go:228: exec user process caused: exec format error",
                Fault.Kind.Release,
                "BadCommand");
        start("unable to find user nobody2: no matching entries in passwd file", Fault.Kind.Release, "BadUser");
        start("Address already in use", Fault.Kind.Host, "AddressInUse");
        start("write /var/lib/docker/x: no space left on device", Fault.Kind.Host, "DiskFull");
        start("error setting rlimit type 7: operation not permitted", Fault.Kind.Host, "DockerFailed");
    }

    @Test
    void tellsTheReleaseFromTheHostWhenAContainerIsNotCreated() {
        create("Minimum memory limit allowed is 6MB", Fault.Kind.Release, "BadTemplate");
        create("Duplicate mount point: /a", Fault.Kind.Release, "BadTemplate");
        create(
                "Range of CPUs is from 0.01 to 2.00, as there are only 2 CPUs available",
                Fault.Kind.Host,
                "DockerFailed");
        create("Conflict. The container name is already in use", Fault.Kind.Host, "DockerFailed");
    }

    @Test
    void usesDockersOwnWords() {
        assertThat(Failures.message(new BadRequestException("Status 400: {\"message\":\"no, thanks\"}\n")))
                .isEqualTo("no, thanks");
        assertThat(Failures.message(new BadRequestException("Status 400: {not json\n")))
                .endsWith("Status 400: {not json");
        assertThat(Failures.message(new RuntimeException(new SocketException("Connection refused"))))
                .isEqualTo("Connection refused");
    }

    private static void create(String words, Fault.Kind kind, String reason) {
        is(
                Failures.create("c", new BadRequestException("Status 400: {\"message\":\"" + words + "\"}\n")),
                kind,
                reason);
    }

    private static void start(String words, Fault.Kind kind, String reason) {
        is(
                Failures.start("c", new InternalServerErrorException("Status 500: {\"message\":\"" + words + "\"}\n")),
                kind,
                reason);
    }

    private static void is(ActionException failure, Fault.Kind kind, String reason) {
        assertThat(failure.reason()).as(failure.getMessage()).isEqualTo(reason);
        assertThat(failure.kind()).isEqualTo(kind);
    }
}
