package io.warpctl.lb;

import static org.assertj.core.api.Assertions.assertThat;

import io.warpctl.core.route.BalancerStats;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WarmUpTest {
    private BalancerFixture lb;

    @BeforeEach
    void start() {
        lb = BalancerFixture.start();
    }

    @AfterEach
    void stop() throws Exception {
        lb.close();
    }

    @Test
    void allRequestsAreAnswered() {
        BalancerOptions options = BalancerOptions.of(
                        "eth0", lb.directory.resolve("other.sock"), lb.directory.resolve("other"))
                .withEventLoops(1)
                .withWarmUp(100);
        assertThat(WarmUp.run(options)).isEqualTo(100);
        assertThat(options.stateDir()).isEmptyDirectory();
    }

    @Test
    void nothingOfItIsSeenAfterwards() throws Exception {
        lb.stopBalancer();
        Path leftBehind = leftBehind();
        lb.startBalancer(options -> options.withWarmUp(50));
        assertThat(leftBehind.getParent()).doesNotExist();
        assertThat(lb.directory.resolve("control.sock.warm")).doesNotExist();
        assertThat(Control.read(lb.control.get("/stats"), BalancerStats.class).endpoints())
                .isEmpty();
        TestBackend a = lb.backend("a");
        lb.route(TestTable.endpoint(a, 1));
        assertThat(lb.get("/").body()).isEqualTo("a");
        assertThat(a.executions.get()).isEqualTo(1);
    }

    @Test
    void aBalancerWithSomethingToServeServesItAtOnce() throws Exception {
        lb.route(TestTable.endpoint(lb.backend("a"), 1));
        lb.stopBalancer();
        Path leftBehind = leftBehind();
        lb.startBalancer(options -> options.withWarmUp(50));
        assertThat(leftBehind).exists();
        assertThat(lb.get("/").body()).isEqualTo("a");
    }

    /** What a warm-up that was killed would leave; the next one removes it first. */
    private Path leftBehind() throws Exception {
        Path directory = Files.createDirectories(lb.stateDir().resolve("warm-up"));
        return Files.createFile(directory.resolve("routes"));
    }
}
