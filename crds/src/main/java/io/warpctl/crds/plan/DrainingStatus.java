package io.warpctl.crds.plan;

import io.fabric8.generator.annotation.Required;

/**
 * What a drain still waits for; see {@link io.warpctl.core.report.Draining}.
 *
 * @param http HTTP requests being answered
 * @param webSocket WebSocket connections open
 * @param until when what is left is closed, RFC 3339
 */
public record DrainingStatus(
        @Required Long http,
        @Required Long webSocket,
        @Required String until) {}
