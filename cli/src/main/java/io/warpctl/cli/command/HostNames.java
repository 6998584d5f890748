package io.warpctl.cli.command;

import io.warpctl.cli.CommandFailure;
import java.net.InetAddress;
import java.net.UnknownHostException;

/** What this host is called. */
final class HostNames {
    private HostNames() {}

    static String own() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            throw new CommandFailure("this host has no name: give one with --name, or --node for a server", e);
        }
    }
}
