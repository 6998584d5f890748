/** {@code warpctl}: what people type, and the entry points of the processes Warp consists of. */
package io.warpctl.cli;
