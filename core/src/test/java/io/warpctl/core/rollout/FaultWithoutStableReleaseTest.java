package io.warpctl.core.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import io.warpctl.core.report.Fault;
import io.warpctl.core.report.Phase;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Faults of a service that has no release to return to. */
class FaultWithoutStableReleaseTest {
    @Test
    void theCandidateIsStopped() {
        Story story = new Story(List.of("beta", "g1"), "a").settle();
        story.fail("beta", "a", Fault.Kind.Release, "Exited").settle();
        assertThat(story.targets()).containsExactly("-", "-");
        assertThat(story.state.block("beta").stopped()).isTrue();
        assertThat(story.state.block("g1").stopped()).isFalse();
        assertThat(story.events).last().extracting(Event::message).isEqualTo("there is no release left that may run");
        story.version("1.1.0").rollOut();
        assertThat(story.targets()).containsOnly("1.1.0");
        assertThat(story.state.block("beta").stopped()).isFalse();
    }

    @Test
    void whatServesIsNotStopped() {
        Story story = new Story(List.of("beta", "g1"), "a").settle();
        story.serve("beta").settle();
        story.fail("g1", "a", Fault.Kind.Release, "Exited").settle();
        assertThat(story.targets()).containsExactly("1.0.0", "1.0.0");
        assertThat(story.state.held()).isPresent();
        assertThat(story.state.quarantined()).isEmpty();
    }

    @Test
    void whatServesIsNotBarredEitherWhereItsBlockIsOnTheWayToAnother() {
        Story story = new Story(List.of("beta", "g1"), "a");
        story.spec = Specs.inFlight(story.spec, 2);
        story.settle().serve("beta").settle();
        story.spec = Specs.ownVersion(story.spec, "beta", "1.1.0");
        story.settle();
        assertThat(story.targets()).containsExactly("1.1.0", "1.0.0");
        story.fail("g1", "a", Fault.Kind.Release, "Exited").settle();
        assertThat(story.state.quarantined()).isEmpty();
        assertThat(story.state.held()).isPresent();
    }

    @Test
    void nothingIsStoppedWhileAHostCanNotTellWhatServesThere() {
        Story story = new Story(List.of("beta", "g1"), "a", "b").settle();
        story.serve("beta", "a").dockerDown("a");
        story.fail("beta", "b", Fault.Kind.Release, "Exited").settle();
        assertThat(story.targets()).containsExactly("1.0.0", "-");
        assertThat(story.state.held()).isPresent();
        Story silent = new Story(List.of("beta"), "a", "b").settle();
        silent.ready("a", false).fail("beta", "b", Fault.Kind.Release, "Exited").settle();
        assertThat(silent.targets()).containsExactly("1.0.0");
        silent.ready("a", true).settle();
        assertThat(silent.targets()).as("its report is an old one").containsExactly("1.0.0");
        silent.crash("beta", "a").settle();
        assertThat(silent.targets()).as("now it is known that nothing serves").containsExactly("-");
    }

    @Test
    void aBlockReturnsToWhatServedOnIt() {
        Story story = new Story(List.of("beta", "g1"), "a");
        story.spec = Specs.percent(story.spec, 50);
        story.rollOut().version("1.1.0").settle();
        assertThat(story.state.block("beta").fallback())
                .contains(story.release("1.0.0").hash());
        story.fail("beta", "a", Fault.Kind.Release, "Exited").settle();
        assertThat(story.targets()).containsExactly("1.0.0", "-");
        assertThat(story.state.quarantined()).hasSize(1);
    }

    @Test
    void aBlockReturnsToWhatServesOnSomeOfItsHosts() {
        Story story = new Story(List.of("beta"), "a", "b").settle();
        story.serve("beta", "a").settle();
        story.version("1.1.0").settle();
        assertThat(story.targets()).containsExactly("1.1.0");
        story.reach("beta", "a", Phase.Starting)
                .fail("beta", "b", Fault.Kind.Release, "Exited")
                .settle();
        assertThat(story.targets()).containsExactly("1.0.0");
        assertThat(story.state.block("beta").stopped()).isFalse();
    }

    @Test
    void oneThatWasBarredAndServesAfterAllIsLetOff() {
        Story story = new Story(List.of("beta", "g1"), "a");
        story.spec = Specs.inFlight(story.spec, 2);
        story.settle().crash("g1", "a").fail("beta", "a", Fault.Kind.Release, "Exited");
        String first = story.target("g1");
        story.decide();
        assertThat(story.state.quarantined()).hasSize(1);
        story.serve("g1", "a", first).settle();
        assertThat(story.state.quarantined()).isEmpty();
        assertThat(story.target("g1")).isEqualTo(first);
        assertThat(story.eventReasons()).contains("QuarantineLifted");
    }
}
