package io.warpctl.node;

import io.warpctl.core.converge.Action;
import io.warpctl.core.converge.ContainerSpec;
import io.warpctl.node.common.ActionException;
import io.warpctl.node.docker.Docker;
import io.warpctl.node.lb.Balancers;

/** Carries out one action on Docker or a balancer; throws when it does not succeed. */
final class Effects {
    private final Docker docker;
    private final Balancers balancers;
    private final Findings findings;

    Effects(Docker docker, Balancers balancers, Findings findings) {
        this.docker = docker;
        this.balancers = balancers;
        this.findings = findings;
    }

    void perform(Action action) {
        if (action instanceof Action.EnsureImage ensure) {
            findings.image(ensure.key(), docker.ensureImage(ensure.reference(), ensure.expectedId()));
        } else if (action instanceof Action.RunContainer run) {
            run(run.spec());
        } else if (action instanceof Action.StartContainer start) {
            findings.startedAnew(start.container());
            docker.start(start.container());
        } else if (action instanceof Action.ReadLogs read) {
            findings.logTail(read.container(), docker.logTail(read.container()));
        } else if (action instanceof Action.StopContainer stop) {
            docker.stop(stop.container(), stop.grace());
        } else if (action instanceof Action.RemoveContainer remove) {
            docker.remove(remove.container());
        } else if (action instanceof Action.CloseConnections close) {
            balancers.closeConnections(close.interfaceName(), close.container());
        } else if (action instanceof Action.StartBalancer start) {
            balancers.start(start.interfaceName(), start.table());
        } else if (action instanceof Action.StopBalancer stop) {
            balancers.stop(stop.interfaceName());
        } else if (action instanceof Action.PublishTable publish) {
            balancers.publish(publish.interfaceName(), publish.table());
        } else {
            throw new IllegalArgumentException("unknown action " + action.getClass());
        }
    }

    private void run(ContainerSpec spec) {
        try {
            docker.run(spec);
        } catch (ActionException e) {
            if (e.reason().equals("ImageNotFound")) {
                // It was there when it was resolved: the next round resolves it again.
                findings.imageGone(spec.imageId());
            }
            throw e;
        }
    }
}
