package io.warpctl.apiserver.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.warpctl.apiserver.auth.User;
import io.warpctl.apiserver.http.ApiResult.Reply;
import io.warpctl.apiserver.object.ApiError;
import io.warpctl.apiserver.registry.Clock;
import io.warpctl.apiserver.registry.Later;
import io.warpctl.apiserver.registry.Resource;
import io.warpctl.apiserver.registry.Resources;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** Requests about resources, sent to whoever does what they ask. */
final class ResourceHandler {

    private final Resources resources;
    private final ReadHandler reader;
    private final Function<User, WriteHandler> writers;
    private final DeleteHandler deleter;
    private final ScaleHandler scales;
    private final Reviews reviews;
    private final WriteListener listener;
    private final Clock clock;

    /** Is told of writes; their answers leave when it is done. */
    @FunctionalInterface
    interface WriteListener {
        CompletableFuture<Void> written(Resource resource, String name);
    }

    ResourceHandler(
            Resources resources,
            ReadHandler reader,
            Function<User, WriteHandler> writers,
            DeleteHandler deleter,
            ScaleHandler scales,
            Reviews reviews,
            WriteListener listener,
            Clock clock) {
        this.resources = resources;
        this.reader = reader;
        this.writers = writers;
        this.deleter = deleter;
        this.scales = scales;
        this.reviews = reviews;
        this.listener = listener;
        this.clock = clock;
    }

    CompletableFuture<ApiResult> handle(ApiRequest request, ResourcePath path, User user) {
        Optional<Resource> found = resources.find(path.group(), path.version(), path.resource());
        if (found.isEmpty() || !inScope(found.get(), request, path)) {
            if (path.group().isEmpty()) {
                throw ApiError.notFound();
            }
            return Later.now(ApiHandler.pageNotFound());
        }
        Resource resource = found.get();
        return Later.of(() -> act(resource, request, path, user))
                .exceptionally(failure -> {
                    if (Later.cause(failure) instanceof ApiError e) {
                        return Renderer.error(e, request.header("accept"));
                    }
                    throw Later.thrown(failure);
                })
                .thenApply(
                        result -> resource.deprecation().isEmpty() ? result : warned(result, resource.deprecation()));
    }

    private static ApiResult warned(ApiResult result, String text) {
        if (result instanceof Reply reply) {
            return reply.warning(List.of(text));
        }
        var header = Warnings.header(text);
        return result.with(header.getKey(), header.getValue());
    }

    private static boolean inScope(Resource resource, ApiRequest request, ResourcePath path) {
        if (!resource.namespaced()) {
            return path.namespace().isEmpty();
        }
        return !path.namespace().isEmpty() || (path.name().isEmpty() && request.reads());
    }

    private CompletableFuture<ApiResult> act(Resource resource, ApiRequest request, ResourcePath path, User user) {
        String verb = Verbs.of(request, path);
        if (verb.isEmpty()) {
            throw ApiError.methodNotAllowed(resource.id(), "");
        }
        if (!resource.verbs().contains("list")) {
            return Later.now(review(resource, request, user, verb));
        }
        if (!path.subresource().isEmpty()) {
            return subresource(resource, request, path, verb, user);
        }
        Renderer renderer = renderer(resource, request);
        return switch (verb) {
            case "get" -> Later.now(reader.get(resource, path, request.query(), renderer));
            case "list" -> Later.now(reader.list(resource, list(resource, request, path), renderer));
            case "watch" -> Later.now(reader.watch(resource, list(resource, request, path), renderer));
            case "delete" -> told(resource, path, Later.now(deleter.delete(resource, path, request, renderer)));
            case "deletecollection" ->
                told(
                        resource,
                        path,
                        Later.now(deleter.deleteCollection(
                                resource, path, request, list(resource, request, path), renderer)));
            case "create" -> told(resource, path, writers.apply(user).create(resource, path, request, renderer));
            default -> {
                if (path.name().isEmpty()) {
                    throw ApiError.badRequest("name must be provided");
                }
                yield told(
                        resource,
                        path,
                        verb.equals("update")
                                ? writers.apply(user).replace(resource, path, request, renderer)
                                : writers.apply(user).patch(resource, path, request, renderer));
            }
        };
    }

    private CompletableFuture<ApiResult> told(Resource resource, ResourcePath path, CompletableFuture<Reply> reply) {
        return reply.thenCompose(done -> listener.written(resource, path.name()).thenApply(nothing -> done));
    }

    private Renderer renderer(Resource resource, ApiRequest request) {
        return new Renderer(
                Accept.output(request.header("accept"), !resource.custom()),
                request.query().text("includeObject"),
                clock.instant());
    }

    private static ListParameters list(Resource resource, ApiRequest request, ResourcePath path) {
        return ListParameters.parse(
                request.query(),
                resource,
                Optional.of(path.namespace()).filter(name -> !name.isEmpty()),
                Optional.of(path.name()).filter(name -> !name.isEmpty()));
    }

    private CompletableFuture<ApiResult> subresource(
            Resource resource, ApiRequest request, ResourcePath path, String verb, User user) {
        String name = path.subresource();
        if (name.equals("token") && resource.id().toString().equals("serviceaccounts")) {
            return Later.now(token(resource, request, path, verb, user));
        }
        boolean known = (name.equals("status") && resource.status())
                || (name.equals("scale") && resource.scale().isPresent())
                || (name.equals("finalize") && resource.id().toString().equals("namespaces"));
        if (!known) {
            throw ApiError.notFound(resource.id(), path.name());
        }
        Renderer renderer = renderer(resource, request);
        if (name.equals("scale")) {
            return told(resource, path, Later.now(scales.handle(resource, request, path, verb, renderer)));
        }
        return switch (verb) {
            case "get" -> Later.now(reader.get(resource, path, request.query(), renderer));
            case "update" -> told(resource, path, writers.apply(user).replace(resource, path, request, renderer));
            case "patch" -> told(resource, path, writers.apply(user).patch(resource, path, request, renderer));
            default -> throw ApiError.methodNotAllowed(resource.id(), verb);
        };
    }

    private Reply token(Resource resource, ApiRequest request, ResourcePath path, String verb, User user) {
        if (!verb.equals("create")) {
            throw ApiError.methodNotAllowed(resource.id(), verb);
        }
        ObjectNode body = ReviewBody.read(request);
        body.withObject("/metadata").put("name", path.name()).put("namespace", path.namespace());
        return renderer(resource, request)
                .plain(
                        201,
                        reviews.review("", "serviceaccounts/token", user, body)
                                .orElseThrow(() -> ApiError.notFound(resource.id(), path.name())));
    }

    private Reply review(Resource resource, ApiRequest request, User user, String verb) {
        if (!verb.equals("create")) {
            throw ApiError.methodNotAllowed(resource.id(), verb);
        }
        ObjectNode body = ReviewBody.read(request);
        body.put("kind", resource.kind().kind()).put("apiVersion", resource.apiVersion());
        ObjectNode answer = reviews.review(resource.id().group(), resource.id().resource(), user, body)
                .orElseThrow(ApiError::notFound);
        return renderer(resource, request).plain(201, answer);
    }
}
