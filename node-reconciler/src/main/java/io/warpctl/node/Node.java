package io.warpctl.node;

import io.warpctl.node.common.Wakeup;
import io.warpctl.node.docker.Docker;
import io.warpctl.node.docker.DockerHost;
import io.warpctl.node.lb.BalancerSupervisor;
import io.warpctl.node.lb.Balancers;
import io.warpctl.node.network.PolicyRouting;
import io.warpctl.node.probe.Prober;
import io.warpctl.node.probe.SelectingProber;
import io.warpctl.node.state.StateStore;
import java.time.InstantSource;
import java.util.List;

/** A running node. Ending it, in whatever way, ends no container and no balancer. */
public final class Node implements AutoCloseable {
    private final NodeLoop loop;
    private final List<AutoCloseable> parts;

    private Node(NodeLoop loop, List<AutoCloseable> parts) {
        this.loop = loop;
        this.parts = parts;
    }

    /**
     * Starts a node; it works on threads of its own.
     *
     * @throws io.warpctl.node.state.StateException when the state directory cannot be used; the message is one sentence with
     *     the fix
     */
    public static Node start(NodeOptions options) {
        Wakeup wakeup = new Wakeup();
        return start(
                options,
                DockerHost.at(options.dockerHost()),
                new BalancerSupervisor(
                        options.stateDirectory().resolve("lb"), options.balancerCommand(), wakeup::signal),
                InstantSource.system(),
                wakeup);
    }

    static Node start(NodeOptions options, Docker docker, Balancers balancers, InstantSource clock, Wakeup wakeup) {
        StateStore store = StateStore.open(options.stateDirectory());
        Prober prober = SelectingProber.start(clock, docker::mainPid, wakeup::signal);
        Findings findings = new Findings();
        Effects effects = new Effects(docker, balancers, findings);
        ActionRunner runner = new ActionRunner(effects::perform, clock, wakeup::signal);
        Gatherer gatherer = new Gatherer(options.name(), docker, balancers, prober, findings, runner);
        Plans plans = new Plans(options.planSource(), store, options.adopt());
        PolicyRouting routing = PolicyRouting.start(
                plans::accepted, options.stateDirectory().resolve("routing-tables"), balancers::exists, wakeup::signal);
        NodeLoop loop = new NodeLoop(
                options.name(),
                plans,
                store,
                gatherer,
                runner,
                prober,
                new Reporter(options.reportSink()),
                routing::condition,
                clock,
                wakeup);
        plans.changesCluster(clusterUid -> docker.watch(clusterUid, wakeup::signal));
        FactsReader facts = new FactsReader(docker, plans::accepted, options.reportSink());
        options.planSource().start(wakeup::signal);
        facts.start();
        loop.start();
        return new Node(
                loop,
                List.of(
                        options.planSource(),
                        facts,
                        routing,
                        prober,
                        runner,
                        gatherer,
                        balancers,
                        docker,
                        options.reportSink(),
                        store));
    }

    /**
     * Waits until the node has been closed.
     *
     * @throws IllegalStateException when it has ended otherwise: this process is of no use any more
     */
    public void await() throws InterruptedException {
        loop.await();
    }

    /** Stops deciding and doing; what runs on the host goes on. */
    @Override
    public void close() throws Exception {
        loop.close();
        for (AutoCloseable part : parts) {
            part.close();
        }
    }
}
