/** What people are told by Kubernetes events. */
package io.warpctl.operator.events;
