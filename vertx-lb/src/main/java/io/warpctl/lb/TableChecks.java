package io.warpctl.lb;

import io.netty.util.NetUtil;
import io.warpctl.core.route.Endpoint;
import io.warpctl.core.route.Listener;
import io.warpctl.core.route.RouteTable;
import io.warpctl.core.route.ServiceRoute;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the types of a route table do not say already. */
final class TableChecks {
    private final Set<String> endpointIds = new HashSet<>();
    private final Map<String, String> hostOwners = new HashMap<>();

    private TableChecks() {}

    static void check(RouteTable table) throws InvalidTableException {
        require(table.number().generation() >= 0 && table.number().sequence() >= 0, "number", "is negative");
        TableChecks checks = new TableChecks();
        checks.listeners(table.listeners());
        for (int i = 0; i < table.services().size(); i++) {
            checks.service("services[" + i + "]", table.services().get(i));
        }
    }

    private void listeners(List<Listener> listeners) throws InvalidTableException {
        Set<String> sockets = new HashSet<>();
        for (int i = 0; i < listeners.size(); i++) {
            Listener listener = listeners.get(i);
            String path = "listeners[" + i + "]";
            address(path + ".address", listener.address());
            port(path + ".port", listener.port());
            String socket = listener.address() + " port " + listener.port();
            require(sockets.add(socket), path, "listens on " + socket + ", as an earlier listener does");
        }
    }

    private void service(String path, ServiceRoute route) throws InvalidTableException {
        for (int i = 0; i < route.hosts().size(); i++) {
            String host = route.hosts().get(i);
            String field = path + ".hosts[" + i + "]";
            require(
                    !host.isEmpty() && host.equals(HostNames.normalize(host)),
                    field,
                    "'" + host + "' is not a lower-case host name");
            String owner = hostOwners.putIfAbsent(host, route.service().toString());
            require(owner == null, field, "'" + host + "' already leads to " + owner);
        }
        for (int i = 0; i < route.hiddenPrefixes().size(); i++) {
            String prefix = route.hiddenPrefixes().get(i);
            require(
                    !prefix.isEmpty() && prefix.indexOf('/') < 0,
                    path + ".hiddenPrefixes[" + i + "]",
                    "is not one path segment");
        }
        for (int i = 0; i < route.endpoints().size(); i++) {
            endpoint(path + ".endpoints[" + i + "]", route.endpoints().get(i));
        }
    }

    private void endpoint(String path, Endpoint endpoint) throws InvalidTableException {
        require(!endpoint.id().isEmpty(), path + ".id", "is empty");
        require(endpointIds.add(endpoint.id()), path + ".id", "'" + endpoint.id() + "' is there twice");
        address(path + ".address", endpoint.address());
        port(path + ".port", endpoint.port());
        require(endpoint.weight() >= 0, path + ".weight", "is negative");
    }

    private static void address(String field, String address) throws InvalidTableException {
        boolean valid = NetUtil.isValidIpV4Address(address) || NetUtil.isValidIpV6Address(address);
        require(valid, field, "'" + address + "' is not an IP address");
    }

    private static void port(String field, int port) throws InvalidTableException {
        require(port > 0 && port <= 65535, field, port + " is not a port (1 to 65535)");
    }

    private static void require(boolean holds, String field, String otherwise) throws InvalidTableException {
        if (!holds) {
            throw new InvalidTableException(field + ": " + otherwise);
        }
    }
}
