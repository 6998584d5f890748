/** What the demo needs of the machine: a Docker daemon, free ports, processes that can be found again. */
package io.warpctl.cli.setup;
