/**
 * The service that the demo and the tests run: it says who it is, echoes WebSockets, and can be told by {@code
 * HELLO_MODE} to misbehave in each way that a roll-out has to notice, and by {@code HELLO_PEER} which other service to ask.
 */
package io.warpctl.examples.hello;
