package io.warpctl.operator.write;

/** Which leadership this operator acts in. */
public interface Epoch {
    /** An operator that is alone. */
    Epoch SINGLE = () -> 1;

    /**
     * The epoch; a later leader has a higher one.
     *
     * @throws IllegalStateException when this operator does not lead
     */
    long current();
}
