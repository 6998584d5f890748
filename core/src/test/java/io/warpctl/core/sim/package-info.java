/**
 * The whole system in virtual time: operator, API, nodes, Docker, balancers and users as fakes around the real decisions. A seed
 * determines everything that happens, so that a case found once can be run again.
 */
package io.warpctl.core.sim;
