package io.warpctl.crds.map;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.warpctl.core.rollout.Release;
import io.warpctl.crds.Warp;
import io.warpctl.crds.WarpRelease;
import io.warpctl.crds.release.ReleaseOrigin;
import io.warpctl.crds.release.ReleaseSpec;

/** Releases. */
public final class Releases {
    private Releases() {}

    /**
     * The resource of a release.
     *
     * @param release the release
     * @param namespace namespace of the service
     * @param service name of the service
     * @param origin who asked for it and when
     */
    public static WarpRelease toResource(Release release, String namespace, String service, ReleaseOrigin origin) {
        WarpRelease resource = new WarpRelease();
        resource.setMetadata(new ObjectMetaBuilder()
                .withNamespace(namespace)
                .withName(release.name())
                .addToLabels(Warp.SERVICE_LABEL, service)
                .build());
        resource.setSpec(new ReleaseSpec(
                service, release.revision(), release.hash(), Templates.toResource(release.template()), origin));
        return resource;
    }

    /** The release as core has it. */
    public static Release toCore(WarpRelease resource) {
        ReleaseSpec spec = resource.getSpec();
        return new Release(
                resource.getMetadata().getName(),
                spec.revision(),
                spec.releaseHash(),
                Templates.toCore(spec.template()));
    }
}
