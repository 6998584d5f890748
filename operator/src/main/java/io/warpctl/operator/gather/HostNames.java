package io.warpctl.operator.gather;

import io.warpctl.core.plan.ServiceRef;
import io.warpctl.crds.WarpService;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Who has which host name: of two services that claim one, the older. */
public final class HostNames {
    private final Map<String, ServiceRef> owners = new LinkedHashMap<>();
    private final Map<ServiceRef, List<String>> claims = new LinkedHashMap<>();

    /** The host names of all services that are not being deleted. */
    public static HostNames of(Snapshot snapshot) {
        HostNames names = new HostNames();
        for (WarpService service : snapshot.services()) {
            if (!Snapshot.deleted(service)) {
                snapshot.environmentOf(service)
                        .ifPresent(environment -> names.claim(
                                Snapshot.ref(service), environment.getSpec().domains()));
            }
        }
        return names;
    }

    private HostNames() {}

    private void claim(ServiceRef service, List<String> domains) {
        List<String> wanted = domains.stream()
                .map(domain -> service.environment() + "-" + service.service() + "." + domain)
                .distinct()
                .toList();
        claims.put(service, wanted);
        wanted.forEach(name -> owners.putIfAbsent(name, service));
    }

    /** The host names that lead to a service. */
    public List<String> of(ServiceRef service) {
        return claims.getOrDefault(service, List.of()).stream()
                .filter(name -> owners.get(name).equals(service))
                .toList();
    }

    /** The first host name a service claims and does not get. */
    public Optional<Problem> conflict(ServiceRef service) {
        List<String> lost = new ArrayList<>(claims.getOrDefault(service, List.of()));
        lost.removeAll(of(service));
        return lost.stream().findFirst().map(name -> {
            ServiceRef owner = owners.get(name);
            return new Problem(
                    "HostNameConflict",
                    "host name " + name + " belongs to WarpService " + owner.namespace() + "/" + owner.service()
                            + ", which is older: rename one of the two, or change spec.domains of their environments");
        });
    }
}
