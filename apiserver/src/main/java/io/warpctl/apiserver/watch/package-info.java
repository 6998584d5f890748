/** Telling clients of changes: from a version on, or beginning with the present state, until they leave or time is up. */
package io.warpctl.apiserver.watch;
