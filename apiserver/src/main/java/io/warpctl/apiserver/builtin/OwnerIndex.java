package io.warpctl.apiserver.builtin;

import io.warpctl.apiserver.store.StoreKey;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which objects name which owners, by the owners' uids. Only objects with owners take room here. */
final class OwnerIndex {

    private final Map<String, Set<StoreKey>> dependents = new HashMap<>();
    private final Map<StoreKey, List<String>> owners = new HashMap<>();

    synchronized void set(StoreKey object, List<String> ownerUids) {
        remove(object);
        if (!ownerUids.isEmpty()) {
            owners.put(object, List.copyOf(ownerUids));
            ownerUids.forEach(uid ->
                    dependents.computeIfAbsent(uid, key -> new HashSet<>()).add(object));
        }
    }

    synchronized void remove(StoreKey object) {
        List<String> known = owners.remove(object);
        if (known == null) {
            return;
        }
        for (String uid : known) {
            Set<StoreKey> of = dependents.get(uid);
            if (of != null && of.remove(object) && of.isEmpty()) {
                dependents.remove(uid);
            }
        }
    }

    synchronized List<StoreKey> dependents(String uid) {
        return List.copyOf(dependents.getOrDefault(uid, Set.of()));
    }
}
