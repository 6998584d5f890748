/** What end-to-end scenarios stand on: Docker daemons, hosts in network namespaces, processes, and a check of what stays. */
package io.warpctl.e2e.rig;
