package io.warpctl.apiserver.store;

import java.util.List;

/**
 * The answer to a {@link ListRange}.
 *
 * @param objects what was found
 * @param version the store's version the list shows
 * @param remaining how many objects follow the last one; 0 if the list is complete
 */
public record ListSlice(List<StoredObject> objects, long version, long remaining) {}
