package io.warpctl.apiserver.registry;

import java.util.function.Consumer;

/**
 * How to write.
 *
 * @param dryRun do everything but store it
 * @param manager the field manager
 * @param subresource the subresource written to; empty for the object itself
 * @param admission whether the writer may write that
 * @param warn takes what the writer is to be warned of
 */
public record WriteOptions(
        boolean dryRun, String manager, String subresource, Admission admission, Consumer<String> warn) {

    /** Options of a write that nobody has to admit. */
    public WriteOptions(boolean dryRun, String manager, String subresource) {
        this(dryRun, manager, subresource, Admission.ALL, warning -> {});
    }

    /** The same for a subresource. */
    public WriteOptions to(String name) {
        return new WriteOptions(dryRun, manager, name, admission, warn);
    }

    /** The same, if {@code gate} admits it. */
    public WriteOptions admittedBy(Admission gate) {
        return new WriteOptions(dryRun, manager, subresource, gate, warn);
    }

    /** The same, telling {@code sink} what the writer is to be warned of. */
    public WriteOptions warning(Consumer<String> sink) {
        return new WriteOptions(dryRun, manager, subresource, admission, sink);
    }
}
