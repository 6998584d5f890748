package io.warpctl.operator.events;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectReference;
import io.fabric8.kubernetes.api.model.ObjectReferenceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells people what happened to an object; what is told again is counted, not repeated. */
public final class EventRecorder {
    private static final Logger LOG = LoggerFactory.getLogger(EventRecorder.class);
    private static final String COMPONENT = "warp-operator";
    private static final int CONFLICT = 409;

    private final KubernetesClient client;

    /** A recorder that writes through the given client. */
    public EventRecorder(KubernetesClient client) {
        this.client = client;
    }

    /**
     * Records an event. An event that cannot be written is logged and forgotten: nothing depends on it.
     *
     * @param about the object it is about
     * @param event what happened
     * @param now when
     */
    public void record(HasMetadata about, io.warpctl.core.rollout.Event event, Instant now) {
        String time = now.truncatedTo(ChronoUnit.SECONDS).toString();
        Event first = first(about, event, time);
        try {
            client.resource(first).create();
        } catch (KubernetesClientException e) {
            if (e.getCode() == CONFLICT) {
                countAgain(first, time);
            } else {
                LOG.warn("cannot record event {}: {}", event.reason(), e.getMessage());
            }
        }
    }

    private void countAgain(Event event, String time) {
        try {
            client.v1()
                    .events()
                    .inNamespace(event.getMetadata().getNamespace())
                    .withName(event.getMetadata().getName())
                    .edit(stored -> new EventBuilder(stored)
                            .withCount(stored.getCount() == null ? 2 : stored.getCount() + 1)
                            .withLastTimestamp(time)
                            .build());
        } catch (KubernetesClientException e) {
            LOG.warn("cannot count event {} again: {}", event.getReason(), e.getMessage());
        }
    }

    private static Event first(HasMetadata about, io.warpctl.core.rollout.Event event, String time) {
        return new EventBuilder()
                .withNewMetadata()
                .withName(name(about, event))
                .withNamespace(about.getMetadata().getNamespace())
                .endMetadata()
                .withInvolvedObject(reference(about))
                .withType(event.type().name())
                .withReason(event.reason())
                .withMessage(event.message())
                .withCount(1)
                .withFirstTimestamp(time)
                .withLastTimestamp(time)
                .withNewSource()
                .withComponent(COMPONENT)
                .endSource()
                .withReportingComponent(COMPONENT)
                .build();
    }

    /** The same for the same message about the same object, so that a repetition finds the first one. */
    private static String name(HasMetadata about, io.warpctl.core.rollout.Event event) {
        String text =
                about.getMetadata().getUid() + "\n" + event.type() + "\n" + event.reason() + "\n" + event.message();
        String hash = UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8))
                .toString()
                .replace("-", "")
                .substring(0, 16);
        return about.getMetadata().getName() + "." + hash;
    }

    private static ObjectReference reference(HasMetadata about) {
        return new ObjectReferenceBuilder()
                .withApiVersion(about.getApiVersion())
                .withKind(about.getKind())
                .withNamespace(about.getMetadata().getNamespace())
                .withName(about.getMetadata().getName())
                .withUid(about.getMetadata().getUid())
                .build();
    }
}
