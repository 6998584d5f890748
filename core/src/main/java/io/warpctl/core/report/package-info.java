/** What a node reports of its host: the status of its plan. */
package io.warpctl.core.report;
