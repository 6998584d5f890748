package io.warpctl.apiserver.registry;

import java.util.Optional;

/** Where a type keeps what its scale subresource shows; paths begin with a point. */
public record ScalePaths(String specReplicas, String statusReplicas, Optional<String> labelSelector) {}
