package io.warpctl.apiserver.http;

import io.warpctl.apiserver.http.ApiResult.Reply;
import io.warpctl.apiserver.http.ApiResult.Watch;
import io.warpctl.apiserver.http.Renderer.ListMeta;
import io.warpctl.apiserver.object.ApiError;
import io.warpctl.apiserver.registry.Objects;
import io.warpctl.apiserver.registry.Resource;
import io.warpctl.apiserver.registry.Served;
import io.warpctl.apiserver.store.ListRange;
import io.warpctl.apiserver.store.ListSlice;
import io.warpctl.apiserver.store.StoreKey;
import io.warpctl.apiserver.store.StoredObject;
import io.warpctl.apiserver.store.VersionExpiredException;
import io.warpctl.apiserver.watch.WatchRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ThreadLocalRandom;

/** Getting, listing and watching. */
final class ReadHandler {

    private static final Duration FUTURE_WAIT = Duration.ofSeconds(3);
    private static final int WATCH_MIN_SECONDS = 1_800;

    private final Objects objects;
    private final VersionWaiter waiter;

    ReadHandler(Objects objects) {
        this.objects = objects;
        this.waiter = new VersionWaiter(objects.store());
    }

    Reply get(Resource resource, ResourcePath path, Query query, Renderer renderer) {
        Optional<String> version = query.optional("resourceVersion");
        if (version.isPresent()) {
            awaitVersion(ListParameters.parse(query, resource, Optional.empty(), Optional.empty())
                    .version());
        }
        return renderer.object(200, Served.of(resource, objects.get(resource, path.namespace(), path.name())));
    }

    Reply list(Resource resource, ListParameters parameters, Renderer renderer) {
        awaitVersion(parameters.version());
        Page page = new Page(resource, parameters);
        try {
            page.read();
        } catch (VersionExpiredException e) {
            throw expired(resource, parameters);
        }
        return renderer.list(resource, page.found, page.meta());
    }

    /** Every object a deletion of a collection is about, and the list as it is answered. */
    List<Served> all(Resource resource, ListParameters parameters) {
        Page page = new Page(resource, parameters);
        page.read();
        return page.found;
    }

    private void awaitVersion(OptionalLong version) {
        if (version.isPresent() && !waiter.reached(version.getAsLong(), FUTURE_WAIT)) {
            throw ApiError.tooLargeResourceVersion(
                    version.getAsLong(), objects.store().version(), 1);
        }
    }

    private ApiError expired(Resource resource, ListParameters parameters) {
        if (parameters.continueToken().isEmpty()) {
            return ApiError.expired("The resourceVersion for the provided list is too old.");
        }
        boolean one = parameters.selection().namespace().isPresent();
        ContinueToken old = ContinueToken.parse(parameters.continueToken().get(), resource.storage(), one);
        String fresh = new ContinueToken(-1, old.after()).text(one);
        return ApiError.continueExpired(
                "The provided continue parameter is too old to display a consistent list result. You can start a new"
                        + " list without the continue parameter, or use the continue token in this response to retrieve"
                        + " the remainder of the results. Continuing with the provided token results in an inconsistent"
                        + " list - objects that were created, modified, or deleted between the time the first chunk was"
                        + " returned and now may show up in the list.",
                fresh);
    }

    Watch watch(Resource resource, ListParameters parameters, Renderer renderer) {
        OptionalLong version = parameters.version();
        boolean fromVersion =
                version.orElse(0) > 0 && !parameters.initialEvents().orElse(false);
        boolean initial = parameters.initialEvents().orElse(!fromVersion);
        if (parameters.initialEvents().orElse(false)) {
            awaitVersion(version);
        }
        long seconds = parameters.timeoutSeconds().orElse(0) > 0
                ? parameters.timeoutSeconds().getAsLong()
                : WATCH_MIN_SECONDS + ThreadLocalRandom.current().nextInt(WATCH_MIN_SECONDS);
        WatchRequest request = new WatchRequest(
                parameters.selection(),
                fromVersion ? version : OptionalLong.empty(),
                initial,
                parameters.initialEvents().orElse(false) && parameters.bookmarks(),
                parameters.bookmarks(),
                Duration.ofSeconds(seconds));
        return new Watch(request, renderer.events(resource), List.of());
    }

    /** One answer to a list: read in steps until enough objects match. */
    private final class Page {

        private static final int STEP = 500;

        private final Resource resource;
        private final ListParameters parameters;
        private final List<Served> found = new ArrayList<>();
        private long version;
        private long remaining;
        private StoreKey last;
        private boolean more;

        Page(Resource resource, ListParameters parameters) {
            this.resource = resource;
            this.parameters = parameters;
        }

        void read() {
            Optional<Long> at =
                    parameters.exact() ? Optional.of(parameters.version().getAsLong()) : Optional.empty();
            boolean one = parameters.selection().namespace().isPresent();
            if (parameters.continueToken().isPresent()) {
                ContinueToken token =
                        ContinueToken.parse(parameters.continueToken().get(), resource.storage(), one);
                last = token.after();
                at = token.version() < 0 ? Optional.empty() : Optional.of(token.version());
            }
            boolean plain = parameters.selection().unselective();
            long limit = parameters.limit();
            do {
                int ask = limit == 0 ? 0 : plain ? (int) Math.min(limit, Integer.MAX_VALUE - 1) : STEP;
                ListSlice slice = objects.store()
                        .list(new ListRange(
                                resource.storage(),
                                parameters.selection().namespace(),
                                Optional.ofNullable(last),
                                ask,
                                at));
                version = slice.version();
                at = Optional.of(version);
                remaining = slice.remaining();
                take(slice.objects(), limit);
            } while (remaining > 0 && !more && found.size() < limit);
            more |= remaining > 0;
        }

        private void take(List<StoredObject> candidates, long limit) {
            for (StoredObject stored : candidates) {
                if (limit > 0 && found.size() == limit) {
                    more = true;
                    return;
                }
                last = stored.key();
                Served object = Served.of(resource, stored);
                if (parameters.selection().place(stored.key())
                        && parameters.selection().matches(object)) {
                    found.add(object);
                }
            }
        }

        ListMeta meta() {
            if (!more) {
                return new ListMeta(version, "", 0);
            }
            boolean one = parameters.selection().namespace().isPresent();
            return new ListMeta(
                    version,
                    new ContinueToken(version, last).text(one),
                    parameters.selection().unselective() ? remaining : 0);
        }
    }
}
