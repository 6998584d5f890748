package io.warpctl.core.sim;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Histories that violated a property before the bug named beside them was mended, and do again when it comes back. Each bug also
 * has a short history of its own in the tests of the package it was in. A seed means another history once the dice are thrown in
 * another order: then look for new ones with the bug put back.
 */
class SeedsOfFoundBugsTest {
    @ParameterizedTest(name = "{1}: seed {0}")
    @CsvSource(delimiter = ':', textBlock = """
                     216: a container was stopped although a table that names it was on its way to a balancer
                    2595: a container was stopped although a table that names it was on its way to a balancer
                      98: a container that had weight on some balancers only was not drained
                      88: a node that had been away took a candidate for never healthy without having asked it
                     268: a node that had been away took a candidate for never healthy without having asked it
                    9991: a container was stopped while a balancer was being started with a table that names it
                    5115: after the clock was set back, a container that had ended was not started for as long
                   13696: a removal was taken for done while Docker was still creating a container of the block
                   86247: a release was barred while it still served on a block that was on its way to another
                   35539: a candidate was stopped for nothing when a newer spec left its block out, and served by then
                   57090: a return did not end while another release was held
                   31984: a retry was lost on a host that had not heard that the release was taken back
                   63120: nothing was said of a release at fault that nobody wanted and nothing could replace
                   86619: weight moved to a container that hung while its table was on its way
                   51915: weight moved to a container that hung while the node was away
                  211770: weight on its way was taken back for a container that hung when the plan went back to it
                  236398: the last balancer with the old container followed the others to one that hung
                  329555: a container that got its weight by a late table lost it for one that was gone by then
                    2737: the old container lost its weight when the new one ended before any balancer had its table
                     726: the stable release was never tried again on a block where it had once failed
                      39: a block was dropped from the plan without a removal when the plan came before the decision
                     166: a block was dropped from the plan without a removal when the plan came before the decision
                     421: a release that served on a host whose Docker did not answer was stopped on first deploy
                     728: a block was stopped on first deploy although an older release served on it
                    1397: a block was stopped on first deploy although an older release served on it
                    1775: a block was stopped on first deploy although an older release served on it
                  456177: a block was stopped although the release it had left may serve on a host that was not heard
                    3282: a clock that is behind keeps a container warm for as long
                  566370: after the clock was set back, an image that could not be had was not asked for again for as long
                  738260: a release that was barred while it came to serve on a host that was not heard was stopped
                  792655: a host that lacks an image kept a paused rollout reconciling for ever
                  817857: the stable release was barred in the same moment that another one took its place
                  824112: a block was stopped for a fault answered before, on a host that had not reported since
                  824462: a block that was declared again before its removal was done was left behind
                  953737: a paused service was ready and stalled at once
                    3499: a release at fault stays the target while a pause keeps its successor away
                    """)
    void staysMended(long seed, String bug) {
        Simulation.run(seed);
    }
}
