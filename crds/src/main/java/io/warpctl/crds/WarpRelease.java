package io.warpctl.crds;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Required;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Categories;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;
import io.warpctl.crds.release.ReleaseSpec;
import io.warpctl.crds.release.ReleaseStatus;
import io.warpctl.crds.schema.Column;

/** What a service was at one time; made by the operator, never changed. */
@Group(Warp.GROUP)
@Version(Warp.VERSION)
@ShortNames("wrel")
@Categories(Warp.CATEGORY)
@Column(name = "SERVICE", path = ".spec.service")
@Column(name = "REVISION", path = ".spec.revision", type = "integer")
@Column(name = "VERSION", path = ".spec.template.version")
@Column(name = "VERIFIED", path = ".status.conditions[?(@.type==\"Verified\")].status")
@Column(name = "QUARANTINED", path = ".status.conditions[?(@.type==\"Quarantined\")].status")
@Column(name = "AGE", path = ".metadata.creationTimestamp", type = "date")
@Column(name = "IMAGE", path = ".spec.template.image", wide = true)
@Column(name = "ID", path = ".spec.template.imageId", wide = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public class WarpRelease extends CustomResource<ReleaseSpec, ReleaseStatus> implements Namespaced {
    @Override
    @Required
    public ReleaseSpec getSpec() {
        return super.getSpec();
    }

    @Override
    protected ReleaseSpec initSpec() {
        return null;
    }

    @Override
    protected ReleaseStatus initStatus() {
        return null;
    }
}
