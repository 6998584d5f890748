/** What an environment has: its hosts, their balancers, their routing tables, the host names it serves. */
package io.warpctl.operator.environment;
