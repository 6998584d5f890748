package io.warpctl.apiserver.builtin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.warpctl.apiserver.codec.Json;
import io.warpctl.apiserver.object.ApiError;
import io.warpctl.apiserver.object.GroupResource;
import io.warpctl.apiserver.registry.DeleteOptions;
import io.warpctl.apiserver.registry.Meta;
import io.warpctl.apiserver.registry.Objects;
import io.warpctl.apiserver.registry.Resource;
import io.warpctl.apiserver.registry.Updater.Ownership;
import io.warpctl.apiserver.store.Change;
import io.warpctl.apiserver.store.ListRange;
import io.warpctl.apiserver.store.StoredObject;
import io.warpctl.apiserver.watch.Event;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;

/**
 * Makes definitions into served types: accepts their names, says so in their conditions, and, when one is deleted, deletes its
 * objects first.
 */
public final class DefinitionController {

    private static final Resource DEFINITIONS = BuiltInTypes.DEFINITIONS;
    private static final Duration RECHECK = Duration.ofSeconds(5);

    private record Compiled(JsonNode spec, JsonNode names, List<Resource> types) {}

    private final Machinery machinery;
    private final Map<String, Compiled> compiled = new HashMap<>();
    /** Definitions being deleted, by the name their objects are stored under. */
    private final Map<String, String> leaving = new ConcurrentHashMap<>();

    private final WorkQueue cleanups;

    public DefinitionController(Machinery machinery, ScheduledExecutorService executor) {
        this.machinery = machinery;
        this.cleanups = new WorkQueue("clean-up of definition", executor, this::cleanUp);
    }

    /** Serves what is stored; called once, before the first request. */
    public void start() {
        for (StoredObject stored : machinery
                .objects()
                .store()
                .list(ListRange.all(DEFINITIONS.storage()))
                .objects()) {
            sync(stored.key().name());
        }
    }

    /** Whether a type's definition is being deleted. */
    public boolean leaving(Resource resource) {
        return resource.custom() && leaving.containsKey(resource.storage());
    }

    /** Brings what is served in line with a definition as stored now. */
    public synchronized void sync(String name) {
        Optional<StoredObject> stored = machinery.objects().find(DEFINITIONS, "", name);
        if (stored.isEmpty()) {
            forget(name);
            return;
        }
        ObjectNode crd = Objects.open(DEFINITIONS, stored.get());
        if (Meta.deleting(crd)) {
            leaving.put(storage(crd), name);
            cleanups.add(name, Duration.ofMillis(20));
            serve(name, crd, stored.get().version());
            return;
        }
        try {
            crd = acceptNames(name, crd);
            crd = establish(name, crd);
        } catch (ApiError e) {
            if (e.code() != 404) {
                throw e;
            }
            forget(name);
            return;
        }
        serve(name, crd, machinery.objects().store().version());
    }

    private void forget(String name) {
        compiled.remove(name);
        leaving.values().remove(name);
        machinery.resources().remove(name);
    }

    private ObjectNode acceptNames(String name, ObjectNode crd) {
        List<ObjectNode> others = new ArrayList<>();
        for (StoredObject other : machinery
                .objects()
                .store()
                .list(ListRange.all(DEFINITIONS.storage()))
                .objects()) {
            others.add(Json.read(other.body()));
        }
        DefinitionNames names = DefinitionNames.of(crd, others);
        return update(name, current -> {
            current.withObject("/status").set("acceptedNames", names.accepted());
            String time = machinery.clock().time();
            if (names.reason().isEmpty()) {
                Conditions.set(current, "NamesAccepted", "True", "NoConflicts", "no conflicts found", time);
                if (!Conditions.is(current, "Established", "True")) {
                    Conditions.set(
                            current,
                            "Established",
                            "False",
                            "Installing",
                            "the initial names have been accepted",
                            time);
                }
            } else {
                Conditions.set(current, "NamesAccepted", "False", names.reason(), names.message(), time);
                if (!Conditions.is(current, "Established", "True")) {
                    Conditions.set(current, "Established", "False", "NotAccepted", "not all names are accepted", time);
                }
            }
        });
    }

    private ObjectNode establish(String name, ObjectNode crd) {
        if (!Conditions.is(crd, "NamesAccepted", "True") || Conditions.is(crd, "Established", "True")) {
            return crd;
        }
        return update(
                name,
                current -> Conditions.set(
                        current,
                        "Established",
                        "True",
                        "InitialNamesAccepted",
                        "the initial names have been accepted",
                        machinery.clock().time()));
    }

    private ObjectNode update(String name, java.util.function.Consumer<ObjectNode> change) {
        return machinery
                .update(DEFINITIONS, "", name, Machinery.options("status"), Ownership.UPDATE, current -> {
                    change.accept(current);
                    return current;
                })
                .node();
    }

    private void serve(String name, ObjectNode crd, long version) {
        if (!Conditions.is(crd, "Established", "True")) {
            machinery.resources().remove(name);
            return;
        }
        JsonNode spec = crd.path("spec");
        JsonNode names = crd.path("status").path("acceptedNames");
        Compiled known = compiled.get(name);
        if (known == null || !known.spec.equals(spec) || !known.names.equals(names)) {
            known = new Compiled(spec, names, CustomTypes.of(crd, version));
            compiled.put(name, known);
            machinery.resources().put(name, known.types);
        }
    }

    private static String storage(ObjectNode crd) {
        return new GroupResource(
                        crd.path("spec").path("group").asText(),
                        crd.path("spec").path("names").path("plural").asText())
                .toString();
    }

    /** An object that is gone may be the last one a definition waits for. */
    public void event(Event event) {
        String definition = leaving.get(event.change().key().resource());
        if (definition != null && event.change().kind() == Change.Kind.DELETED) {
            cleanups.add(definition, Duration.ofMillis(20));
        }
    }

    private void cleanUp(String name) {
        Optional<StoredObject> stored = machinery.objects().find(DEFINITIONS, "", name);
        if (stored.isEmpty()) {
            synchronized (this) {
                forget(name);
            }
            return;
        }
        ObjectNode crd = Objects.open(DEFINITIONS, stored.get());
        List<Resource> types = machinery.resources().of(name);
        if (!types.isEmpty()) {
            update(
                    name,
                    current -> Conditions.set(
                            current,
                            "Terminating",
                            "True",
                            "InstanceDeletionInProgress",
                            "CustomResource deletion is in progress",
                            machinery.clock().time()));
            if (!deleteAll(types.get(0))) {
                cleanups.add(name, RECHECK);
                return;
            }
        }
        machinery.update(DEFINITIONS, "", Meta.text(crd, "name"), Machinery.options(""), Ownership.SETTLED, current -> {
            removeFinalizer(current);
            return current;
        });
        sync(name);
    }

    private boolean deleteAll(Resource type) {
        ListRange all = ListRange.all(type.storage());
        for (StoredObject each : machinery.objects().store().list(all).objects()) {
            try {
                machinery
                        .deleter()
                        .delete(type, each.key().namespace(), each.key().name(), DeleteOptions.BACKGROUND);
            } catch (ApiError e) {
                if (e.code() != 404) {
                    throw e;
                }
            }
        }
        return machinery.objects().store().list(all).objects().isEmpty();
    }

    private static void removeFinalizer(ObjectNode crd) {
        if (crd.path("metadata").get("finalizers") instanceof ArrayNode finalizers) {
            for (int i = finalizers.size() - 1; i >= 0; i--) {
                if (finalizers.get(i).asText().equals(CrdStrategy.FINALIZER)) {
                    finalizers.remove(i);
                }
            }
            if (finalizers.isEmpty()) {
                Meta.of(crd).remove("finalizers");
            }
        }
    }
}
