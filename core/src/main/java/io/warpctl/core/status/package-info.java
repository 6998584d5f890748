/** What is said about a service and its blocks: conditions as Kubernetes has them, with what is awaited and what unblocks it. */
package io.warpctl.core.status;
