package io.warpctl.crds.map;

import io.warpctl.core.plan.Port;
import io.warpctl.core.plan.ReleaseTemplate;
import io.warpctl.core.plan.Volume;
import io.warpctl.crds.common.ReleaseTemplateSpec;
import io.warpctl.crds.common.ReleaseTemplateSpec.TemplatePort;
import io.warpctl.crds.common.VolumeSpec;
import java.util.List;
import java.util.Optional;

/** What containers are made of. */
public final class Templates {
    private Templates() {}

    /** The template as a resource has it. */
    public static ReleaseTemplateSpec toResource(ReleaseTemplate template) {
        return new ReleaseTemplateSpec(
                template.image(),
                template.imageId().orElse(null),
                template.version(),
                Text.orNull(template.configVersion()),
                template.command(),
                template.env(),
                template.ports().stream()
                        .map(port -> new TemplatePort(port.name(), port.port(), port.protocol()))
                        .toList(),
                template.volumes().stream()
                        .map(volume -> new VolumeSpec(volume.name(), volume.path()))
                        .toList(),
                Text.orNull(template.user()),
                template.memoryBytes() == 0 ? null : template.memoryBytes(),
                template.milliCpus() == 0 ? null : template.milliCpus());
    }

    /** The template as core has it. */
    public static ReleaseTemplate toCore(ReleaseTemplateSpec template) {
        return new ReleaseTemplate(
                template.image(),
                Optional.ofNullable(template.imageId()),
                template.version(),
                template.configVersion(),
                template.command(),
                template.env(),
                template.ports().stream()
                        .map(port -> new Port(port.name(), port.port(), port.protocol()))
                        .toList(),
                volumes(template.volumes()),
                template.user(),
                template.memoryBytes() == null ? 0 : template.memoryBytes(),
                template.milliCpus() == null ? 0 : template.milliCpus());
    }

    static List<Volume> volumes(List<VolumeSpec> volumes) {
        return volumes.stream()
                .map(volume -> new Volume(volume.name(), volume.path()))
                .toList();
    }
}
