package io.warpctl.core.report;

/** Where a container is between its first pull and its removal. */
public enum Phase {
    /** Its image is being resolved or pulled. */
    Pulling,
    /** It was started and is not healthy yet. */
    Starting,
    /** It answers as it should and has done so for {@code minReadySeconds}. */
    Healthy,
    /** Every balancer knows it, with weight 0. */
    Staged,
    /** It was reached through every balancer and reported the right version. */
    Verified,
    /** It has its block's weight on every balancer. */
    Serving,
    /** It has no weight any more; what it still answers may end. */
    Draining,
    /** It answers nothing and is kept for a quick return. */
    Warm,
    /** It is gone. */
    Removed
}
