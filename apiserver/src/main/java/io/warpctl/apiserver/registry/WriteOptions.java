package io.warpctl.apiserver.registry;

/**
 * How to write.
 *
 * @param dryRun do everything but store it
 * @param manager the field manager
 * @param subresource the subresource written to; empty for the object itself
 * @param admission whether the writer may write that
 */
public record WriteOptions(boolean dryRun, String manager, String subresource, Admission admission) {

    /** Options of a write that nobody has to admit. */
    public WriteOptions(boolean dryRun, String manager, String subresource) {
        this(dryRun, manager, subresource, Admission.ALL);
    }

    /** The same for a subresource. */
    public WriteOptions to(String name) {
        return new WriteOptions(dryRun, manager, name, admission);
    }

    /** The same, if {@code gate} admits it. */
    public WriteOptions admittedBy(Admission gate) {
        return new WriteOptions(dryRun, manager, subresource, gate);
    }
}
