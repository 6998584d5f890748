/**
 * The load balancer: one process per interface that routes requests as a numbered table says.
 *
 * <p>Everything a table decides ({@code Routes}, {@code Loop}, {@code WeightedRoundRobin}) is free of HTTP types; the data path behind
 * {@code Forwarder} moves the bytes; the control socket ({@code ControlServer}, {@code Tables}) replaces tables.
 */
package io.warpctl.lb;
