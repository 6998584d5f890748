package io.warpctl.apiserver.store;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How a store is kept.
 *
 * @param directory where; in memory if empty
 * @param historyAge changes younger than this can still be watched and listed
 * @param historyChanges but never more changes than this
 */
public record StoreOptions(Optional<Path> directory, Duration historyAge, int historyChanges) {

    /** In memory, gone when closed. */
    public static StoreOptions inMemory() {
        return new StoreOptions(Optional.empty(), Duration.ofMinutes(10), 20_000);
    }

    /** On disk, in {@code directory}, which is made if need be. */
    public static StoreOptions in(Path directory) {
        return new StoreOptions(Optional.of(directory), Duration.ofMinutes(10), 20_000);
    }
}
