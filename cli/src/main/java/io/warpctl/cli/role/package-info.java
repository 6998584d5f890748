/** The processes that stay: how {@code server}, {@code operator} and {@code node} are put together from the modules. */
package io.warpctl.cli.role;
