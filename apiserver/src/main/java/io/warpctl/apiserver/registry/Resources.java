package io.warpctl.apiserver.registry;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/** The types served now: the built-in ones, and those of the definitions that are established. Safe for several threads. */
public final class Resources {

    private record Table(Map<String, List<Resource>> byOwner, Map<String, Resource> byPath, long number) {}

    private static final String BUILT_IN = "";
    private final AtomicReference<Table> table = new AtomicReference<>(new Table(Map.of(), Map.of(), 0));

    private volatile Consumer<String> onRemoval = storage -> {};

    /** Adds the built-in types. */
    public void addBuiltIn(List<Resource> resources) {
        put(BUILT_IN, resources);
    }

    /** Serves the versions of a definition, replacing what it had. */
    public void put(String definition, List<Resource> resources) {
        table.updateAndGet(old -> {
            Map<String, List<Resource>> owners = new LinkedHashMap<>(old.byOwner);
            if (resources.isEmpty()) {
                owners.remove(definition);
            } else {
                owners.put(definition, List.copyOf(resources));
            }
            return new Table(owners, index(owners.values()), old.number + 1);
        });
    }

    /** Stops serving a definition's types. */
    public void remove(String definition) {
        List<Resource> had = of(definition);
        put(definition, List.of());
        if (!had.isEmpty()) {
            onRemoval.accept(had.get(0).storage());
        }
    }

    /** Tells {@code listener} the storage name of every type that is no longer served. */
    public void onRemoval(Consumer<String> listener) {
        onRemoval = listener;
    }

    /** The versions served of a definition. */
    public List<Resource> of(String definition) {
        return table.get().byOwner.getOrDefault(definition, List.of());
    }

    /** A type by what a path says of it. */
    public Optional<Resource> find(String group, String version, String plural) {
        return Optional.ofNullable(table.get().byPath.get(path(group, version, plural)));
    }

    /** Every version of every type, by group, newest version first, then by plural. */
    public List<Resource> all() {
        List<Resource> all = new ArrayList<>(table.get().byPath.values());
        all.sort(Comparator.comparing((Resource r) -> r.kind().group())
                .thenComparing(r -> r.kind().version(), VersionOrder.NEWEST_FIRST)
                .thenComparing(r -> r.id().resource()));
        return all;
    }

    /** One version of every stored type. */
    public Collection<Resource> stored() {
        Map<String, Resource> byStorage = new LinkedHashMap<>();
        for (Resource resource : all()) {
            if (resource.verbs().contains("list")) {
                byStorage.merge(resource.storage(), resource, (a, b) -> a.servedAsStored(Long.MAX_VALUE) ? a : b);
            }
        }
        return byStorage.values();
    }

    /** A number that changes when what is served does. */
    public long number() {
        return table.get().number;
    }

    private static Map<String, Resource> index(Collection<List<Resource>> owners) {
        Map<String, Resource> paths = new LinkedHashMap<>();
        for (List<Resource> resources : owners) {
            for (Resource each : resources) {
                paths.put(
                        path(
                                each.kind().group(),
                                each.kind().version(),
                                each.id().resource()),
                        each);
            }
        }
        return paths;
    }

    private static String path(String group, String version, String plural) {
        return group + "/" + version + "/" + plural;
    }
}
