/** What this server serves, as clients ask for it: group lists, aggregated discovery, OpenAPI. */
package io.warpctl.apiserver.discovery;
