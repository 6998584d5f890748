package io.warpctl.node.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.model.Network;
import io.warpctl.core.plan.ServicesNetwork;
import io.warpctl.node.common.ActionException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The bridge network the services' containers sit on. */
final class Networks {
    private static final String BRIDGE_NAME = "com.docker.network.bridge.name";

    private Networks() {}

    /**
     * Creates the network if there is none of that name, and checks that it is the wanted one. One at a time: Docker tells a
     * second creation of an overlap instead of the name.
     */
    static synchronized void ensure(DockerClient docker, ServicesNetwork wanted) {
        Optional<Network> present = find(docker, wanted.name());
        if (present.isEmpty()) {
            create(docker, wanted);
            present = find(docker, wanted.name());
        }
        present.ifPresent(network -> check(network, wanted));
    }

    private static Optional<Network> find(DockerClient docker, String name) {
        // The filter also finds names that only contain the wanted one.
        return docker.listNetworksCmd().withNameFilter(name).exec().stream()
                .filter(network -> network.getName().equals(name))
                .findFirst();
    }

    private static void create(DockerClient docker, ServicesNetwork wanted) {
        Subnet subnet = Subnet.parse(wanted.subnet());
        try {
            docker.createNetworkCmd()
                    .withName(wanted.name())
                    .withDriver("bridge")
                    .withCheckDuplicate(true)
                    .withIpam(new Network.Ipam()
                            .withConfig(new Network.Ipam.Config()
                                    .withSubnet(wanted.subnet())
                                    .withGateway(subnet.firstAddress())))
                    .withOptions(Map.of(BRIDGE_NAME, wanted.name()))
                    .withLabels(Map.of("warpctl.io/role", "services-network"))
                    .exec();
        } catch (ConflictException e) {
            // Somebody else has just made it: the check afterwards tells whether it is the wanted one.
            return;
        } catch (DockerException e) {
            throw refused(wanted, e);
        }
    }

    private static ActionException refused(ServicesNetwork wanted, DockerException failure) {
        String message = Failures.message(failure);
        if (message.contains("overlaps")) {
            return ActionException.host(
                    "SubnetInUse",
                    "the subnet " + wanted.subnet() + " of the services network " + wanted.name()
                            + " overlaps with a network this host already has: choose another servicesNetwork.subnet",
                    failure);
        }
        return ActionException.host(
                "NetworkFailed", "the services network " + wanted.name() + " cannot be made: " + message, failure);
    }

    private static void check(Network network, ServicesNetwork wanted) {
        List<Network.Ipam.Config> config = network.getIpam().getConfig();
        String subnet =
                config == null || config.isEmpty() ? "none" : config.get(0).getSubnet();
        String bridge = network.getOptions() == null ? "" : network.getOptions().getOrDefault(BRIDGE_NAME, "");
        boolean right = network.getDriver().equals("bridge")
                && wanted.subnet().equals(subnet)
                && wanted.name().equals(bridge);
        if (!right) {
            throw ActionException.host(
                    "NetworkDiffers",
                    "the Docker network " + wanted.name() + " exists with driver " + network.getDriver()
                            + " and subnet "
                            + subnet + ", and the plan wants a bridge named " + wanted.name() + " with subnet "
                            + wanted.subnet() + ": remove it with \"docker network rm " + wanted.name()
                            + "\", or name another servicesNetwork");
        }
    }
}
