/** One class per command: it reads options, calls the module that does the work, and says how it went. */
package io.warpctl.cli.command;
