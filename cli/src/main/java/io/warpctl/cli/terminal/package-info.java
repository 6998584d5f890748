/** Writing to a terminal, and to what is none. */
package io.warpctl.cli.terminal;
