package io.warpctl.core.converge;

import io.warpctl.core.route.RouteTable;
import java.time.Duration;

/**
 * One effect a node is to have, with the reason for it. The executor runs an action at most once at a time per {@link #key()};
 * every action may be repeated without harm.
 */
public sealed interface Action {
    /** Names what the action works on: the same action decided again while it runs is not run twice. */
    String key();

    /** Why, in a few words for people. */
    String reason();

    /**
     * Resolve {@code reference} to an ID, pulling it when the host lacks it.
     *
     * @param reference the reference as written
     * @param expectedId the ID or digest it must have; empty when any is right
     */
    record EnsureImage(String reference, String expectedId, String reason) implements Action {
        @Override
        public String key() {
            return "image:" + (expectedId.isEmpty() ? reference : expectedId);
        }
    }

    /** Create a container and start it; one of that name with the same identity labels is taken as it is. */
    record RunContainer(ContainerSpec spec, String reason) implements Action {
        @Override
        public String key() {
            return "run:" + spec.name();
        }
    }

    /** Start a container that has stopped. */
    record StartContainer(String container, String reason) implements Action {
        @Override
        public String key() {
            return "run:" + container;
        }
    }

    /** Read the last lines of a container's log, to be shown when it is gone. */
    record ReadLogs(String container, String reason) implements Action {
        @Override
        public String key() {
            return key(container);
        }

        /** The key for a container. */
        static String key(String container) {
            return "logs:" + container;
        }
    }

    /** SIGTERM, then SIGKILL after {@code grace}. */
    record StopContainer(String container, Duration grace, String reason) implements Action {
        @Override
        public String key() {
            return "stop:" + container;
        }
    }

    /** Remove a container that has stopped. */
    record RemoveContainer(String container, String reason) implements Action {
        @Override
        public String key() {
            return "remove:" + container;
        }
    }

    /** Close what a balancer still has open to a container. */
    record CloseConnections(String interfaceName, String container, String reason) implements Action {
        @Override
        public String key() {
            return "close:" + interfaceName + ":" + container;
        }
    }

    /** Start the balancer of an interface, with {@code table} as the newest one known. */
    record StartBalancer(String interfaceName, RouteTable table, String reason) implements Action {
        @Override
        public String key() {
            return "balancer:" + interfaceName;
        }
    }

    /** Stop a balancer no plan names any more. */
    record StopBalancer(String interfaceName, String reason) implements Action {
        @Override
        public String key() {
            return "balancer:" + interfaceName;
        }
    }

    /** Give a balancer a table; done when the balancer has acknowledged it. */
    record PublishTable(String interfaceName, RouteTable table, String reason) implements Action {
        @Override
        public String key() {
            return "routes:" + interfaceName;
        }
    }
}
