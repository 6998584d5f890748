/** HTTP: requests in, answers and event streams out, within bounds of size, number and time. */
package io.warpctl.apiserver.http;
