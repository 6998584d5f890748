package io.warpctl.lb;

import io.warpctl.core.route.BalancerStats;
import io.warpctl.core.route.EndpointStats;
import java.util.List;
import java.util.function.ToLongFunction;

/** The counters in Prometheus' text format 0.0.4. */
final class Metrics {
    static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private final StringBuilder text = new StringBuilder();
    private final BalancerStats stats;

    private Metrics(BalancerStats stats) {
        this.stats = stats;
    }

    static String of(String balancer, BalancerStats stats) {
        Metrics metrics = new Metrics(stats);
        metrics.write(balancer);
        return metrics.text.toString();
    }

    private void write(String balancer) {
        head("warp_lb_info", "gauge", "The balancer and the table in force.");
        line("warp_lb_info", "name=\"" + escape(balancer) + "\",table=\"" + stats.number() + "\"", 1);
        head("warp_lb_unrouted_total", "counter", "Requests for hosts or paths no service has.");
        line("warp_lb_unrouted_total", "", stats.unrouted());
        head("warp_lb_listener_up", "gauge", "Whether the listener accepts connections.");
        stats.listeners()
                .forEach(state -> line(
                        "warp_lb_listener_up",
                        "name=\"" + escape(state.listener().name()) + "\",address=\""
                                + escape(state.listener().address()) + "\",port=\""
                                + state.listener().port() + "\"",
                        state.bound() ? 1 : 0));
        perEndpoint(
                "warp_lb_selected_total",
                "counter",
                "Requests for which the endpoint was chosen.",
                EndpointStats::selected);
        perEndpoint(
                "warp_lb_requests_total", "counter", "Requests that ended at the endpoint.", EndpointStats::requests);
        perEndpoint(
                "warp_lb_failures_total",
                "counter",
                "Of these, status 5xx, resets and connect errors.",
                EndpointStats::failures);
        perEndpoint(
                "warp_lb_probes_total", "counter", "Requests over the endpoint's probe host.", EndpointStats::probes);
        perEndpoint("warp_lb_http_in_flight", "gauge", "Requests being answered now.", EndpointStats::httpInFlight);
        perEndpoint("warp_lb_websockets", "gauge", "WebSockets open now.", EndpointStats::webSockets);
        histogram();
    }

    private void perEndpoint(String name, String type, String help, ToLongFunction<EndpointStats> value) {
        head(name, type, help);
        stats.endpoints().forEach(endpoint -> line(name, labels(endpoint), value.applyAsLong(endpoint)));
    }

    private void histogram() {
        List<Integer> bounds = BalancerStats.LATENCY_BOUNDS_MILLIS;
        head("warp_lb_latency_seconds", "histogram", "Time from choosing the endpoint to the end of its answer.");
        for (EndpointStats endpoint : stats.endpoints()) {
            String labels = labels(endpoint);
            for (int i = 0; i <= bounds.size(); i++) {
                String bound = i == bounds.size() ? "+Inf" : Double.toString(bounds.get(i) / 1000.0);
                line(
                        "warp_lb_latency_seconds_bucket",
                        labels + ",le=\"" + bound + "\"",
                        endpoint.latencyMillis().get(i));
            }
            line(
                    "warp_lb_latency_seconds_count",
                    labels,
                    endpoint.latencyMillis().get(bounds.size()));
        }
    }

    private void head(String name, String type, String help) {
        text.append("# HELP ").append(name).append(' ').append(help).append('\n');
        text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
    }

    private void line(String name, String labels, long value) {
        text.append(name);
        if (!labels.isEmpty()) {
            text.append('{').append(labels).append('}');
        }
        text.append(' ').append(value).append('\n');
    }

    private static String labels(EndpointStats endpoint) {
        return "namespace=\"" + escape(endpoint.service().namespace())
                + "\",environment=\"" + escape(endpoint.service().environment())
                + "\",service=\"" + escape(endpoint.service().service())
                + "\",block=\"" + escape(endpoint.block())
                + "\",release=\"" + escape(endpoint.release())
                + "\",endpoint=\"" + escape(endpoint.endpoint()) + "\"";
    }

    private static String escape(String value) {
        return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }
}
