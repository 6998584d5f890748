/** The operator's second stage: what was decided for all services, as the plan of one host. */
package io.warpctl.core.project;
