/** The numbered route table a balancer is given, and what it says of itself: the contract between node and balancer. */
package io.warpctl.core.route;
