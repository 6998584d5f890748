package io.warpctl.crds.environment;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.warpctl.crds.common.HostSelector;
import io.warpctl.crds.common.ListenerSpec;
import io.warpctl.crds.schema.ListMap;
import io.warpctl.crds.schema.Patterns;
import java.util.List;

/**
 * Where services run and how they are reached.
 *
 * @param platform what the environment is for
 * @param domains services are reached as {@code <environment>-<service>.<domain>}
 * @param hostSelector the hosts of the environment, by their labels; {@code {}} chooses all
 * @param listeners the ports balancers listen on
 * @param hiddenPrefixes secret first path segments; when not empty only these are routed, and stripped
 * @param routingTables numbers the routing tables of interfaces are taken from
 * @param reservations routing tables that must stay as they are
 * @param servicesNetwork the bridge network of the containers
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record EnvironmentSpec(
        @Default("dev") Platform platform,
        @Default("[\"localhost\"]") @Size(max = 32) List<@Size(max = 200) @Pattern(Patterns.DOMAIN) String> domains,
        @Required HostSelector hostSelector,

        @Default("[{\"name\": \"http\", \"port\": 8080, \"protocol\": \"HTTP\"}]")
        @ListMap("name")
        @Size(min = 1, max = 32)
        @ValidationRule(
                value = "self.all(l, self.exists_one(m, m.port == l.port))",
                message = "two listeners have one port: name each port once")
        List<ListenerSpec> listeners,

        @Size(max = 32) List<@Size(max = 128) @Pattern(Patterns.SEGMENT) String> hiddenPrefixes,
        @Default("{}") TableRange routingTables,
        @ListMap({"host", "interface"}) @Size(max = 256) List<TableAssignment> reservations,
        @Default("{}") NetworkSpec servicesNetwork) {

    /** What an environment is for. */
    public enum Platform {
        dev,
        staging,
        prod
    }

    public EnvironmentSpec {
        platform = platform == null ? Platform.dev : platform;
        domains = domains == null ? List.of("localhost") : List.copyOf(domains);
        hostSelector = hostSelector == null ? HostSelector.ALL : hostSelector;
        listeners = listeners == null ? List.of(new ListenerSpec("http", 8080, null)) : List.copyOf(listeners);
        hiddenPrefixes = hiddenPrefixes == null ? List.of() : List.copyOf(hiddenPrefixes);
        routingTables = routingTables == null ? TableRange.DEFAULT : routingTables;
        reservations = reservations == null ? List.of() : List.copyOf(reservations);
        servicesNetwork = servicesNetwork == null ? NetworkSpec.DEFAULT : servicesNetwork;
    }
}
