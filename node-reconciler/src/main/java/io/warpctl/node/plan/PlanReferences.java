package io.warpctl.node.plan;

import io.warpctl.core.plan.BlockPlan;
import io.warpctl.core.plan.HostPlan;
import io.warpctl.core.plan.InterfacePlan;
import io.warpctl.core.plan.ServicePlan;
import io.warpctl.core.plan.ServiceRef;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Checks what one part of a plan file says of another. */
record PlanReferences(String file, HostPlan plan) {
    void check() throws PlanFileException {
        Set<ServiceRef> services = new HashSet<>();
        Map<String, ServiceRef> hosts = new HashMap<>();
        for (int i = 0; i < plan.services().size(); i++) {
            ServicePlan service = plan.services().get(i);
            String path = file + ": services[" + i + "]";
            if (!services.add(service.ref())) {
                throw new PlanFileException(path + ".ref is " + service.ref() + ", and an earlier service has it too");
            }
            for (String host : service.hosts()) {
                ServiceRef other = hosts.putIfAbsent(host, service.ref());
                if (other != null) {
                    throw new PlanFileException(path + ".hosts names " + host + ", which already leads to " + other);
                }
            }
            blocks(path, service);
        }
        Set<String> interfaces = new HashSet<>();
        for (InterfacePlan networkInterface : plan.interfaces()) {
            if (!interfaces.add(networkInterface.name())) {
                throw new PlanFileException(file + ": interfaces names " + networkInterface.name() + " twice");
            }
        }
    }

    private void blocks(String path, ServicePlan service) throws PlanFileException {
        Set<String> names = new HashSet<>();
        for (int i = 0; i < service.blocks().size(); i++) {
            BlockPlan block = service.blocks().get(i);
            String blockPath = path + ".blocks[" + i + "]";
            if (!names.add(block.name())) {
                throw new PlanFileException(
                        blockPath + ".name is " + block.name() + ", and an earlier block has it too");
            }
            release(blockPath + ".target", block.target());
            if (block.fallback().isPresent()) {
                release(blockPath + ".fallback", block.fallback().get());
            }
        }
    }

    private void release(String path, String key) throws PlanFileException {
        if (!plan.releases().containsKey(key)) {
            throw new PlanFileException(path + " is " + key + ", which is not among the releases "
                    + new TreeSet<>(plan.releases().keySet()) + "; add it there or correct the name");
        }
    }
}
