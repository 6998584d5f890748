package io.warpctl.apiserver.registry;

/**
 * How to write.
 *
 * @param dryRun do everything but store it
 * @param manager the field manager
 * @param subresource the subresource written to; empty for the object itself
 */
public record WriteOptions(boolean dryRun, String manager, String subresource) {

    /** The same for a subresource. */
    public WriteOptions to(String name) {
        return new WriteOptions(dryRun, manager, name);
    }
}
