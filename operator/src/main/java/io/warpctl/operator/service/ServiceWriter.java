package io.warpctl.operator.service;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.warpctl.core.rollout.Decision;
import io.warpctl.core.rollout.Release;
import io.warpctl.core.rollout.ServiceState;
import io.warpctl.crds.WarpBlock;
import io.warpctl.crds.WarpRelease;
import io.warpctl.crds.WarpService;
import io.warpctl.crds.map.Releases;
import io.warpctl.operator.gather.ServiceInputs;
import io.warpctl.operator.gather.Snapshot;
import io.warpctl.operator.write.Writer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Writes what was decided for a service, in the order that a crash between two writes is made good by the next decision. */
final class ServiceWriter {
    private final Writer writer;
    private final Snapshot snapshot;
    private final WarpService service;
    private final long leaderEpoch;
    private final Instant now;

    ServiceWriter(Writer writer, Snapshot snapshot, WarpService service, long leaderEpoch, Instant now) {
        this.writer = writer;
        this.snapshot = snapshot;
        this.service = service;
        this.leaderEpoch = leaderEpoch;
        this.now = now;
    }

    /** A release of the same name and other content means that ours was decided on old news: a conflict. */
    void createRelease(Release release) {
        WarpRelease resource = Releases.toResource(
                release,
                service.getMetadata().getNamespace(),
                service.getMetadata().getName(),
                Origins.of(service, now));
        resource.getMetadata().setOwnerReferences(List.of(Blocks.owner(service)));
        writer.create(resource);
    }

    /** The WarpBlocks as declared; their objects as they are now. */
    List<WarpBlock> blocks(ServiceInputs inputs) {
        Map<String, WarpBlock> stored = new HashMap<>();
        snapshot.blocksOf(service)
                .forEach(block -> stored.put(block.getMetadata().getName(), block));
        List<WarpBlock> blocks = new ArrayList<>();
        for (WarpBlock block : Blocks.declared(service, inputs.spec().ordered())) {
            WarpBlock before = stored.remove(block.getMetadata().getName());
            blocks.add(before == null ? writer.create(block) : writer.replaceSpec(before, block.getSpec()));
        }
        stored.values().forEach(writer::delete);
        return blocks;
    }

    void blockStatuses(List<WarpBlock> blocks, ServiceInputs inputs, Decision decision) {
        for (WarpBlock block : blocks) {
            writer.replaceStatus(
                    block, Blocks.status(block, inputs, decision.state(), inputs.known(), leaderEpoch, now));
        }
    }

    void releases(ServiceState state) {
        List<WarpRelease> releases = snapshot.releasesOf(service);
        List<WarpRelease> outdated = History.outdated(service, releases, state);
        outdated.forEach(writer::delete);
        releases.stream()
                .filter(release -> !outdated.contains(release))
                .forEach(release -> writer.replaceStatus(release, ReleaseStatuses.status(release, state, now)));
    }

    /**
     * Takes away what belongs to the service.
     *
     * @throws KubernetesClientException when the server refuses
     */
    void deleteOwned() {
        snapshot.blocksOf(service).forEach(writer::delete);
        snapshot.releasesOf(service).forEach(writer::delete);
    }
}
