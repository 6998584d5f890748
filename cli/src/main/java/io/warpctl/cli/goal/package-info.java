/** When a command that waits is done: pure functions of what the API shows. */
package io.warpctl.cli.goal;
