package io.warpctl.apiserver.object;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Removal of what a manager applied last time, does not apply now, and nobody else owns. */
final class Pruning {

    private Pruning() {}

    /**
     * @param merged the live object with the applied one merged in
     * @param last what the manager owned before
     * @param owned what anyone owns now, this manager included
     */
    static ObjectNode prune(Shape shape, ObjectNode merged, FieldSet last, FieldSet owned) {
        if (last.isEmpty()) {
            return merged;
        }
        FieldSet lastNamed = last.withNamedFields(shape);
        FieldSet present = FieldSets.of(shape, merged).withNamedFields(shape);

        ObjectNode pruned = Remover.remove(shape, merged, lastNamed);
        FieldSet left = FieldSets.of(shape, pruned).withNamedFields(shape);
        pruned = Remover.remove(shape, merged, present.difference(left.union(owned.withNamedFields(shape))));

        // What is gone without ever having been this manager's (unowned, or below something it owned) comes back.
        FieldSet kept = FieldSets.of(shape, pruned).withNamedFields(shape);
        return Remover.remove(shape, merged, present.difference(kept).intersection(lastNamed));
    }
}
