package io.warpctl.apiserver.http;

import io.warpctl.apiserver.auth.Attributes;
import io.warpctl.apiserver.auth.Authenticator;
import io.warpctl.apiserver.auth.Rbac;
import io.warpctl.apiserver.auth.User;
import io.warpctl.apiserver.codec.Json;
import io.warpctl.apiserver.http.ApiResult.Reply;
import io.warpctl.apiserver.object.ApiError;
import io.warpctl.apiserver.object.FieldSelector;
import io.warpctl.apiserver.object.GoJson;
import io.warpctl.apiserver.object.GroupResource;
import io.warpctl.apiserver.registry.Later;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The way of a request: who, whether, what. May block, but not for what it writes; never throws. */
public final class ApiHandler {

    private static final Logger LOG = LoggerFactory.getLogger(ApiHandler.class);

    private final Authenticator authenticator;
    private final Rbac rbac;
    private final HealthHandler health;
    private final DiscoveryHandler discovery;
    private final OpenApiHandler openApi;
    private final ResourceHandler resources;
    private final AuditLog audit;

    ApiHandler(
            Authenticator authenticator,
            Rbac rbac,
            HealthHandler health,
            DiscoveryHandler discovery,
            OpenApiHandler openApi,
            ResourceHandler resources,
            AuditLog audit) {
        this.authenticator = authenticator;
        this.rbac = rbac;
        this.health = health;
        this.discovery = discovery;
        this.openApi = openApi;
        this.resources = resources;
        this.audit = audit;
    }

    static Reply pageNotFound() {
        return Reply.text(404, "404 page not found\n");
    }

    /** What becomes known of a request on its way. */
    private static final class Trace {
        Optional<User> user = Optional.empty();
        Optional<User> as = Optional.empty();
        Optional<Attributes> wanted = Optional.empty();
    }

    CompletableFuture<ApiResult> handle(ApiRequest request) {
        Trace trace = new Trace();
        String id = requestId();
        return Later.of(() -> route(request.reads() ? request.withoutWatchPath() : request, trace))
                .exceptionally(failure -> refused(Later.cause(failure), request))
                .thenApply(result -> {
                    if (audit.wants(trace.wanted, result.status())) {
                        audit.record(new AuditLog.Entry(
                                id,
                                request,
                                trace.user,
                                trace.as,
                                trace.wanted,
                                result.status(),
                                nameGiven(trace, result)));
                    }
                    return result.with("Audit-Id", id);
                });
    }

    /** A version 4 UUID that is unique and no secret: one from a secure source would cost every request. */
    private static String requestId() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        long high = random.nextLong() & ~0xF000L | 0x4000L;
        return new UUID(high, random.nextLong() >>> 2 | Long.MIN_VALUE).toString();
    }

    /** The name a create made up, which only its answer tells. */
    private static String nameGiven(Trace trace, ApiResult result) {
        boolean create = trace.wanted.map(each -> each.verb().equals("create")).orElse(false);
        if (!create
                || result.status() != 201
                || !(result instanceof Reply reply)
                || !reply.contentType().equals("application/json")) {
            return "";
        }
        return Json.nameOf(reply.body());
    }

    private static ApiResult refused(Throwable failure, ApiRequest request) {
        ApiError error;
        if (failure instanceof ApiError refusal) {
            error = refusal;
        } else if (failure instanceof StackOverflowError) {
            LOG.error("{} {} is nested too deeply", request.method(), request.path());
            error = ApiError.badRequest("the object is nested too deeply");
        } else {
            LOG.error("{} {} met a defect", request.method(), request.path(), failure);
            error = ApiError.internal(failure.getClass().getSimpleName());
        }
        return Renderer.error(error, request.header("accept"));
    }

    private CompletableFuture<ApiResult> route(ApiRequest request, Trace trace) {
        User user = authenticator.authenticate(request.header("authorization"), request.certificateUser());
        trace.user = Optional.of(user);
        if (user.equals(User.ANONYMOUS) && !HealthHandler.open(request.path())) {
            throw ApiError.unauthorized();
        }
        User client = user;
        trace.as = Impersonation.of(request, wanted -> {
            trace.wanted = Optional.of(wanted);
            authorize(client, wanted);
        });
        user = trace.as.orElse(user);
        Optional<ResourcePath> path = isApi(request.path()) ? ResourcePath.parse(request.path()) : Optional.empty();
        if (path.isPresent()) {
            Attributes wanted = attributes(request, path.get());
            trace.wanted = Optional.of(wanted);
            authorize(user, wanted);
            return resources.handle(request, path.get(), user);
        }
        Attributes wanted = Attributes.path(request.method().toLowerCase(java.util.Locale.ROOT), request.path());
        trace.wanted = Optional.of(wanted);
        if (!user.equals(User.ANONYMOUS)) {
            authorize(user, wanted);
        }
        Optional<Reply> reply =
                health.handle(request).or(() -> discovery.handle(request)).or(() -> openApi.handle(request));
        if (reply.isPresent()) {
            return Later.now(reply.get());
        }
        if (request.path().startsWith("/api/")) {
            throw ApiError.notFound();
        }
        return Later.now(pageNotFound());
    }

    private static boolean isApi(String path) {
        return path.startsWith("/api/") || path.startsWith("/apis/");
    }

    private static Attributes attributes(ApiRequest request, ResourcePath path) {
        String verb = Verbs.of(request, path);
        String name = path.name();
        if (name.isEmpty() && Set.of("list", "watch", "deletecollection").contains(verb)) {
            name = selectedName(request.query().text("fieldSelector"));
        }
        String namespace = path.namespace();
        if (path.group().isEmpty() && path.resource().equals("namespaces")) {
            namespace = path.name();
        }
        return Attributes.resource(verb, path.group(), path.resource(), path.subresource(), namespace, name);
    }

    /** A list that can only show one object counts as one of that object. */
    private static String selectedName(String selector) {
        try {
            return FieldSelector.parse(selector, FieldSelector.METADATA)
                    .requiredName()
                    .orElse("");
        } catch (ApiError e) {
            return "";
        }
    }

    private void authorize(User user, Attributes wanted) {
        if (rbac.allows(user, wanted)) {
            return;
        }
        if (!wanted.isResource()) {
            throw ApiError.forbidden(
                    new GroupResource("", ""),
                    "",
                    "User " + GoJson.quote(user.name()) + " cannot " + wanted.verb() + " path "
                            + GoJson.quote(wanted.path()));
        }
        String resource =
                wanted.subresource().isEmpty() ? wanted.resource() : wanted.resource() + "/" + wanted.subresource();
        String place = wanted.namespace().isEmpty()
                ? " at the cluster scope"
                : " in the namespace " + GoJson.quote(wanted.namespace());
        throw ApiError.forbidden(
                new GroupResource(wanted.group(), wanted.resource()),
                wanted.name(),
                "User " + GoJson.quote(user.name()) + " cannot " + wanted.verb() + " resource " + GoJson.quote(resource)
                        + " in API group " + GoJson.quote(wanted.group()) + place);
    }
}
