package io.warpctl.apiserver.store;

/** The asked-for version is older than what the store still knows. */
public final class VersionExpiredException extends RuntimeException {

    private final long compacted;

    VersionExpiredException(long version, long compacted) {
        super("version " + version + " is older than the oldest kept, " + compacted);
        this.compacted = compacted;
    }

    /** The oldest version the store still knows. */
    public long compacted() {
        return compacted;
    }
}
