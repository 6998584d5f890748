package io.warpctl.e2e.rig;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.warpctl.cli.tree.ServiceObjects;
import io.warpctl.core.report.Phase;
import io.warpctl.crds.Warp;
import io.warpctl.crds.WarpBlock;
import io.warpctl.crds.WarpRelease;
import io.warpctl.crds.WarpService;
import io.warpctl.crds.common.Condition;
import io.warpctl.crds.common.Conditions;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** Looks at one service again and again, to find the moment a scenario waits for. */
public final class ServiceWatch {
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final ControlPlane controlPlane;
    private final String namespace;
    private final String name;

    /** A look at a service that may not exist yet. */
    public ServiceWatch(ControlPlane controlPlane, String namespace, String name) {
        this.controlPlane = controlPlane;
        this.namespace = namespace;
        this.name = name;
    }

    /**
     * Waits for a state of the service, and returns it.
     *
     * @param what for the message
     * @throws AssertionError with what the service says instead, if it takes too long
     */
    public ServiceObjects await(String what, Predicate<ServiceObjects> condition) {
        try (KubernetesClient client = controlPlane.client()) {
            try {
                return Awaitility.await()
                        .atMost(PATIENCE)
                        .pollInterval(Duration.ofMillis(50))
                        .until(() -> read(client), condition);
            } catch (ConditionTimeoutException e) {
                throw new AssertionError("waited in vain for " + what + "; instead: " + describe(read(client)), e);
            }
        }
    }

    /** Waits for a condition with this reason, and returns it. */
    public Condition awaitCondition(String type, Condition.Status status, String reason) {
        return awaitCondition(type + "=" + status + " " + reason, type, condition -> condition.status() == status
                && condition.reason().equals(reason));
    }

    /** Waits until a condition says something, and returns it. */
    public Condition awaitMessage(String type, Condition.Status status, String words) {
        return awaitCondition(type + "=" + status + " with " + words, type, condition -> condition.status() == status
                && condition.message().contains(words));
    }

    private Condition awaitCondition(String what, String type, Predicate<Condition> wanted) {
        ServiceObjects found = await(
                "condition " + what,
                objects -> current(objects)
                        && Conditions.find(objects.status().conditions(), type)
                                .filter(wanted)
                                .isPresent());
        return Conditions.find(found.status().conditions(), type).orElseThrow();
    }

    /** Whether all was decided on the spec as it is. */
    public static boolean current(ServiceObjects objects) {
        return objects.status().observedGeneration()
                >= objects.service().getMetadata().getGeneration();
    }

    /** Whether the service says that it is ready. */
    public static boolean ready(ServiceObjects objects) {
        return Conditions.holds(objects.status().conditions(), "Ready");
    }

    /** How many blocks a version serves. */
    public static long serving(ServiceObjects objects, String version) {
        return count(objects, version, Phase.Serving);
    }

    /** How many containers of a version are in a phase. */
    public static long count(ServiceObjects objects, String version, Phase phase) {
        return objects.containers().stream()
                .filter(container -> container.phase() == phase && version.equals(container.version()))
                .count();
    }

    private ServiceObjects read(KubernetesClient client) {
        WarpService service = client.resources(WarpService.class)
                .inNamespace(namespace)
                .withName(name)
                .require();
        List<WarpBlock> blocks = client.resources(WarpBlock.class).inNamespace(namespace).list().getItems().stream()
                .filter(block -> block.getSpec().service().equals(name))
                .toList();
        List<WarpRelease> releases = client.resources(WarpRelease.class)
                .inNamespace(namespace)
                .withLabel(Warp.SERVICE_LABEL, name)
                .list()
                .getItems();
        return new ServiceObjects(service, blocks, releases);
    }

    private static String describe(ServiceObjects objects) {
        return "conditions " + objects.status().conditions() + ", containers " + objects.containers();
    }
}
