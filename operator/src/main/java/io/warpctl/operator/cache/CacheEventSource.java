package io.warpctl.operator.cache;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.processing.event.Event;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.AbstractEventSource;
import java.util.Collection;
import java.util.Set;
import java.util.function.Function;

/**
 * Has primary resources reconciled when an object of a {@link Cache} changes.
 *
 * @param <R> type of the cached objects
 * @param <P> type of the primary resources
 */
public final class CacheEventSource<R extends HasMetadata, P extends HasMetadata> extends AbstractEventSource<R, P> {
    private final Cache<R> cache;
    private final Function<R, Collection<ResourceID>> primaries;

    /**
     * A source of events.
     *
     * @param cache what is looked at
     * @param name tells the sources of one reconciler apart
     * @param primaries the primary resources that an object is about
     */
    public CacheEventSource(Cache<R> cache, String name, Function<R, Collection<ResourceID>> primaries) {
        super(cache.type(), name);
        this.cache = cache;
        this.primaries = primaries;
    }

    @Override
    public void start() {
        super.start();
        cache.onChange(this::changed);
    }

    private void changed(R object) {
        if (isRunning()) {
            primaries.apply(object).forEach(id -> getEventHandler().handleEvent(new Event(id)));
        }
    }

    @Override
    public Set<R> getSecondaryResources(P primary) {
        return Set.of();
    }
}
