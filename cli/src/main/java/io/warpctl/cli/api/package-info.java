/** What commands ask of a Kubernetes API server. */
package io.warpctl.cli.api;
