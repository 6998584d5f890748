package io.warpctl.node.probe;

import io.warpctl.core.converge.ProbeState;
import io.warpctl.core.converge.ProbeTarget;
import java.util.List;
import java.util.Map;

/** Probes containers again and again, each probe on a new connection. */
public interface Prober extends AutoCloseable {
    /** From now on probes exactly these; what is known of paths that stay the same is kept. */
    void update(List<ProbeTarget> targets);

    /** What probes of containers' own addresses showed, by container. */
    Map<String, ProbeState> direct();

    /** What probes through balancers showed, by container, then interface. */
    Map<String, Map<String, ProbeState>> throughBalancers();

    @Override
    void close();
}
