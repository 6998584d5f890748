package io.warpctl.apiserver.registry;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/** What comes when a write is on disk, so that nobody's thread waits for it. A refusal is an {@code ApiError}, before and then. */
public final class Later {

    private Later() {}

    /** Something that is there already. */
    public static <T> CompletableFuture<T> now(T value) {
        return CompletableFuture.completedFuture(value);
    }

    /** What {@code work} returns; what it throws comes later, too. */
    public static <T> CompletableFuture<T> of(Supplier<CompletableFuture<T>> work) {
        try {
            return work.get();
        } catch (RuntimeException | StackOverflowError e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /** Waits for it. @throws RuntimeException what it failed with */
    public static <T> T await(CompletableFuture<T> future) {
        try {
            return future.join();
        } catch (CompletionException e) {
            throw thrown(e);
        }
    }

    /** What was thrown, without the wrapping that futures give it. */
    public static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }

    /** The same, to be thrown on. */
    public static RuntimeException thrown(Throwable failure) {
        Throwable cause = cause(failure);
        return cause instanceof RuntimeException e ? e : new CompletionException(cause);
    }
}
