package io.warpctl.crds.release;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.warpctl.crds.common.ReleaseTemplateSpec;

/**
 * What a service was at one time; never changed.
 *
 * @param service name of the WarpService
 * @param revision counts the releases of the service from 1
 * @param releaseHash hash over the template with the image resolved
 * @param template what its containers are made of
 * @param origin who asked for it and when
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(value = "self == oldSelf", message = "a release never changes: change the WarpService instead")
public record ReleaseSpec(
        @Required @Size(min = 1, max = 63) String service,
        @Required @Min(1) Long revision,
        @Required @Size(min = 1, max = 64) String releaseHash,
        @Required ReleaseTemplateSpec template,
        ReleaseOrigin origin) {}
